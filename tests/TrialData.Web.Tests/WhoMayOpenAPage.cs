using System.Net;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Web.Tests;

public sealed class WhoMayOpenAPage
{
    private static readonly string[] Open =
    [
        "fill/done", "fill/{token}", "invitation/{token}", "problem/{status:int}", "sign-in", "sign-in/code", "sign-in/password", "sign-in/recovery", "sign-in/set-up", "sign-out",
        "start",
    ];

    [Theory, OnSqlite]
    public async Task Somebody_signed_in_alone_unless_it_was_decided_otherwise(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        using var nobody = web.Client();
        var pages = PagesOf(web);

        foreach (var page in pages.Where(page => !Open.Contains(page.RoutePattern.RawText)))
        {
            var address = Filled(page.RoutePattern);
            var read = await Page.GetAsync(nobody, address);
            using var body = new FormUrlEncodedContent([]);
            using var sent = await nobody.PostAsync(new Uri(address, UriKind.Relative), body);

            Assert.Equal((HttpStatusCode.Redirect, true), (read.Status, read.Location!.StartsWith("/sign-in", StringComparison.Ordinal)));
            Assert.Equal((HttpStatusCode.Redirect, true), (sent.StatusCode, sent.Headers.Location!.OriginalString.StartsWith("/sign-in", StringComparison.Ordinal)));
        }

        Assert.Equal(Open, pages.Select(page => page.RoutePattern.RawText!).Where(Open.Contains).Distinct().Order(StringComparer.Ordinal));
    }

    /// <summary>Every page with a participant of another site in its address answers as for one who is not there.</summary>
    [Theory, OnSqlite]
    public async Task Nobody_tells_from_a_page_whether_another_site_has_a_participant(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var foreign = await web.Trial.EnrolWithBaselineAsync("S2");
        using var client = await web.ClientOfAsync("researcher S1");
        var pages = PagesOf(web).Where(page => page.RoutePattern.Parameters.Any(parameter => parameter.Name == "id")).ToList();

        foreach (var page in pages)
        {
            var there = await Page.GetAsync(client, Filled(page.RoutePattern, foreign));
            var nowhere = await Page.GetAsync(client, Filled(page.RoutePattern));

            Assert.Equal(HttpStatusCode.NotFound, there.Status);
            Assert.Equal(nowhere.Constant, there.Constant);
        }

        Assert.NotEmpty(pages);
    }

    private static List<RouteEndpoint> PagesOf(WebTrial web) => web.Services.GetRequiredService<EndpointDataSource>().Endpoints
        .OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null)
        .ToList();

    private static string Filled(RoutePattern pattern, Guid id = default) => "/" + string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternParameterPart { Name: "trial" } => "TEST",
        RoutePatternParameterPart { Name: "id" } => id.ToString(),
        RoutePatternParameterPart { Name: "visit" } => "baseline",
        RoutePatternParameterPart { Name: "form" } => "mood",
        RoutePatternParameterPart { Name: "log" } => "contacts",
        _ => "1",
    }))));
}
