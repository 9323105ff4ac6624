using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using TrialData.Application.Pipeline;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;
using Xunit.Abstractions;

namespace TrialData.Web.Tests.Api;

public sealed class WhoIsLetIn(ITestOutputHelper output)
{
    private const string Researcher = "researcher S1";

    // Endpoints that answer without a token of the API; whatever joins them is a decision.
    private static readonly string[] Open = ["/health/live", "/health/ready"];

    // Those that ask for the credential of an EDC instead.
    private static readonly string[] OfEdc =
        ["/edc/api/randomisation", "/edc/api/randomise", "/edc/api/sites", "/edc/{secret}/app/rest/oc/se_randomizations"];

    [Theory, OnSqlite]
    public async Task Every_endpoint_asks_for_a_token_first(Engine engine)
    {
        await using var web = await OnTheWeb.StartAsync(engine);
        using var nobody = web.Nobody();
        using var wrong = web.With("tdt_0123");
        var routes = Endpoints(web).Where(endpoint => !Open.Concat(OfEdc).Contains(endpoint.RoutePattern.RawText)).ToList();

        foreach (var endpoint in routes)
        {
            foreach (var method in endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods)
            {
                foreach (var client in new[] { nobody, wrong })
                {
                    using var request = new HttpRequestMessage(new HttpMethod(method), Filled(endpoint.RoutePattern));
                    using var answer = await client.SendAsync(request);
                    output.WriteLine($"{method} {endpoint.RoutePattern.RawText}: {answer.StatusCode}");
                    Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
                    Assert.Equal("Bearer", Assert.Single(answer.Headers.WwwAuthenticate).Scheme);
                    Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
                }
            }
        }

        Assert.NotEmpty(routes);
    }

    [Theory, OnSqlite]
    public async Task The_facade_lets_in_nobody_by_a_token_or_by_nothing(Engine engine)
    {
        await using var web = await OnTheWeb.StartAsync(engine);
        using var nobody = web.Nobody();
        using var researcher = await web.AsAsync(Researcher);
        foreach (var endpoint in Endpoints(web).Where(endpoint => OfEdc.Contains(endpoint.RoutePattern.RawText)))
        {
            foreach (var client in new[] { nobody, researcher })
            {
                using var request = new HttpRequestMessage(new HttpMethod(Assert.Single(endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods)), Filled(endpoint.RoutePattern));
                using var answer = await client.SendAsync(request);

                // Who brings a wrong secret in the address is told that there is nothing at it.
                var isLookUp = endpoint.RoutePattern.RawText == OfEdc[^1];
                Assert.Equal(isLookUp ? HttpStatusCode.NotFound : HttpStatusCode.Unauthorized, answer.StatusCode);
            }
        }
    }

    [Theory, OnSqlite]
    public async Task Nothing_else_is_open_than_what_is_decided(Engine engine)
    {
        await using var web = await OnTheWeb.StartAsync(engine);

        Assert.Equal(OfEdc.Concat(Open), Endpoints(web).Select(endpoint => endpoint.RoutePattern.RawText!).Where(route => !route.StartsWith("/api/v1/", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_token_that_is_revoked_or_has_expired_is_as_good_as_none(Engine engine)
    {
        await using var web = await OnTheWeb.StartAsync(engine);
        var participant = await web.Trial.EnrolWithBaselineAsync("S1");
        using var client = await web.AsAsync(Researcher);
        Assert.Equal((HttpStatusCode.NotFound, "allocation.not-found"), await client.GetAsync(ApiCalls.AllocationOf(participant)).ProblemAsync());

        web.Trial.Clock.MoveTo(web.Trial.Clock.GetUtcNow().AddDays(31));

        Assert.Equal((HttpStatusCode.Unauthorized, "access.no-token"), await client.RandomiseAsync(participant).ProblemAsync());
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_participant_of_another_site_answers_with_the_bytes_of_one_who_is_not_there(Engine engine)
    {
        await using var web = await OnTheWeb.StartAsync(engine);
        var foreign = await web.Trial.EnrolWithBaselineAsync("S2");
        _ = (await web.Trial.RandomiseAsync("S2", foreign)).Value;
        using var client = await web.AsAsync(Researcher);
        var nobody = new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);

        foreach (var ask in new Func<Uri, Task<HttpResponseMessage>>[] { uri => client.GetAsync(uri), uri => client.PostAsync(uri, content: null) })
        {
            var (toForeign, foreignHeaders) = await WholeAsync(ask(ApiCalls.AllocationOf(foreign)));
            var (toNobody, headers) = await WholeAsync(ask(ApiCalls.AllocationOf(nobody)));

            Assert.Contains("participant.not-found", toNobody, StringComparison.Ordinal);
            Assert.Equal(toNobody, toForeign);
            Assert.Equal(headers, foreignHeaders);
        }

        Assert.Equal((HttpStatusCode.NotFound, "trial.not-found"), await client.PostAsync(ApiCalls.AllocationOf(foreign, "NOVEMBER"), content: null).ProblemAsync());
    }

    [Theory, OnSqlite]
    public async Task A_blinded_assessor_gets_no_arm(Engine engine)
    {
        await using var web = await OnTheWeb.StartAsync(engine);
        var participant = await web.Trial.EnrolWithBaselineAsync("S1");
        _ = (await web.Trial.RandomiseAsync("S1", participant)).Value;
        using var assessor = await web.AsAsync("assessor S1");

        Assert.Equal((HttpStatusCode.Forbidden, "access.not-permitted"), await assessor.GetAsync(ApiCalls.AllocationOf(participant)).ProblemAsync());
        Assert.Equal((HttpStatusCode.Forbidden, "access.not-permitted"), await assessor.RandomiseAsync(participant).ProblemAsync());

        var listed = await assessor.GetStringAsync(new Uri("/api/v1/trials/TEST/participants", UriKind.Relative));
        Assert.Contains("S1-0001", listed, StringComparison.Ordinal);
        Assert.DoesNotContain("NEW", listed, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("OLD", listed, StringComparison.OrdinalIgnoreCase);
    }

    [Theory, OnSqlite]
    public async Task A_token_does_what_it_was_made_for_and_no_more(Engine engine)
    {
        await using var web = await OnTheWeb.StartAsync(engine);
        var participant = await web.Trial.EnrolWithBaselineAsync("S1");
        using var reading = await web.AsAsync(Researcher, Permission.ReadParticipants);

        Assert.Equal((HttpStatusCode.Forbidden, "access.not-permitted"), await reading.RandomiseAsync(participant).ProblemAsync());
    }

    [Theory, OnSqlite]
    public async Task What_cannot_be_read_is_answered_as_such(Engine engine)
    {
        await using var web = await OnTheWeb.StartAsync(engine);
        var participant = await web.Trial.EnrolWithBaselineAsync("S1");
        using var client = await web.AsAsync(Researcher, Permission.Randomise);
        using var malformed = new StringContent("{ \"password\": ", Encoding.UTF8, "application/json");
        using var text = new StringContent("password", Encoding.UTF8, "text/plain");
        using var large = new StringContent($"{{ \"password\": \"{new string('x', 17 * 1024)}\" }}", Encoding.UTF8, "application/json");

        Assert.Equal((HttpStatusCode.BadRequest, "http.bad-request"), await client.PostAsync(ApiCalls.AllocationOf("no-id"), content: null).ProblemAsync());
        Assert.Equal((HttpStatusCode.BadRequest, "http.bad-request"), await client.PostAsync(ApiCalls.AllocationOf(participant), malformed).ProblemAsync());
        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "http.media-type"), await client.PostAsync(ApiCalls.AllocationOf(participant), text).ProblemAsync());
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "http.body-too-large"), await client.PostAsync(ApiCalls.AllocationOf(participant), large).ProblemAsync());
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "http.method-not-allowed"), await client.DeleteAsync(ApiCalls.AllocationOf(participant)).ProblemAsync());
        Assert.Equal((HttpStatusCode.NotFound, "http.not-found"), await client.GetAsync(new Uri("/api/v1/nothing", UriKind.Relative)).ProblemAsync());
    }

    [Theory, OnSqlite]
    public async Task A_fault_is_answered_without_its_text(Engine engine)
    {
        await using var web = await OnTheWeb.StartAsync(engine, replace: services => services.AddSingleton<Application.Allocation.ISealer, BrokenSealer>());
        var participant = await web.Trial.EnrolWithBaselineAsync("S1");
        using var client = await web.AsAsync(Researcher, Permission.Randomise);

        using var answer = await client.RandomiseAsync(participant);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("program.fault", (await answer.Content.ReadFromJsonAsync<ProblemBody>())!.Code);
        Assert.DoesNotContain(BrokenSealer.Text, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task Without_a_store_nobody_is_let_in_and_none_is_made()
    {
        using var store = TestStore.Create(Engine.Sqlite);
        await using var web = new Microsoft.AspNetCore.Mvc.Testing.WebApplicationFactory<Program>().WithWebHostBuilder(host => host
            .UseSetting("store", store.Location.Target)
            .UseSetting("keys", store.Folder.FullName));
        using var client = web.CreateClient();

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "store.unusable"), await client.RandomiseAsync(Guid.Empty).ProblemAsync());
        Assert.False(store.Location.Exists);
    }

    private static IEnumerable<RouteEndpoint> Endpoints(OnTheWeb web) => web.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>() is not null);

    private static Uri Filled(RoutePattern pattern) => new(
        "/" + string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part is RoutePatternLiteralPart literal ? literal.Content : "1")))),
        UriKind.Relative);

    private static async Task<(string Body, string Headers)> WholeAsync(Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        var headers = answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key is not "X-Request-ID" and not "Date")
            .Select(header => $"{header.Key}: {string.Join(',', header.Value)}").Order(StringComparer.Ordinal);
        return (FormattableString.Invariant($"{(int)answer.StatusCode} ") + $"{await answer.Content.ReadAsStringAsync()}", string.Join('\n', headers));
    }

    private sealed class BrokenSealer : Application.Allocation.ISealer
    {
        public const string Text = "the key was eaten";

        public string Seal(byte[] secret) => throw new InvalidOperationException(Text);

        public byte[] Unseal(string sealedSecret) => throw new InvalidOperationException(Text);
    }
}
