using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Hosting;
using TrialData.Testing.Concealment;

namespace TrialData.Web.Tests.Concealment;

/// <summary>Everything that staff of a site get by HTTP, answer by answer: every address of the program, every link on a page, every form sent.</summary>
/// <remarks>Cookies, antiforgery tokens and whatever else is sealed anew for each page are masked.</remarks>
internal sealed partial class Browsing(Vault vault, WebTrial web)
{
    // A page that leads to others without end would do so here too.
    private const int MostPages = 3000;

    public static readonly string[] Staff = ["researcher S1", "assessor S1", "investigator S1"];

    public List<string> Answers { get; } = [];

    /// <summary>The patterns of addresses that answered at least once with what was asked for.</summary>
    public SortedSet<string> Given { get; } = new(StringComparer.Ordinal);

    /// <summary>The trial's program, whose ids are alike in every vault.</summary>
    public static WebTrial Over(Vault vault) => WebTrial.Over(vault.Host, services => services.AddSingleton<IIdentities>(new SeededIdentities(seed: 2)));

    public async Task TakeAsync()
    {
        foreach (var who in Staff)
        {
            using var browser = await web.ClientOfAsync(who);
            using var program = web.Client();
            program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(who));

            var pages = await ReadAllAsync(who, browser);
            await CallAllAsync(who, program);
            await SendAllAsync(who, browser, pages);
            await ReadAllAsync(who, browser);
        }
    }

    /// <summary>Reads the pages that show what was allocated.</summary>
    public async Task ReadAgainAsync()
    {
        using var browser = await web.ClientOfAsync(Staff[0]);
        await ReadAllAsync(Staff[0], browser);
    }

    private async Task<IReadOnlyList<(string Address, string Html)>> ReadAllAsync(string who, HttpClient browser)
    {
        var pages = new List<(string Address, string Html)>();
        var open = new Queue<string>(Routes().Where(route => Takes(route, HttpMethods.Get) && !IsOfProgram(route)).SelectMany(Addresses));
        var known = open.ToHashSet(StringComparer.Ordinal);
        while (open.TryDequeue(out var address) && pages.Count < MostPages)
        {
            using var answer = await browser.GetAsync(new Uri(address, UriKind.Relative));
            var html = await NoteAsync(who, "GET", address, answer);
            pages.Add((address, html));
            foreach (var link in Links().Matches(html).Select(link => System.Net.WebUtility.HtmlDecode(link.Groups["address"].Value)).Where(link => link.StartsWith('/') && known.Add(link)))
            {
                open.Enqueue(link);
            }
        }

        return open.Count == 0 ? pages : throw new InvalidOperationException($"More than {MostPages} pages, such as {open.Peek()}.");
    }

    private async Task SendAllAsync(string who, HttpClient browser, IReadOnlyList<(string Address, string Html)> pages)
    {
        foreach (var (address, html) in pages)
        {
            // A page of before may be out of date by now, as it is where somebody leaves it open.
            foreach (var form in FormOnPage.In(html, address, WebTrial.Password).Where(form => form.Action != "/sign-out" && !IsNextAllocation(form.Action)))
            {
                using var body = new FormUrlEncodedContent(form.Fields);
                using var answer = await browser.PostAsync(new Uri(form.Action, UriKind.RelativeOrAbsolute), body);
                await NoteAsync(who, "POST", form.Action, answer);
            }
        }
    }

    private async Task CallAllAsync(string who, HttpClient program)
    {
        foreach (var route in Routes().Where(IsOfProgram))
        {
            foreach (var (method, address) in Methods(route).SelectMany(method => Addresses(route).Select(address => (method, address))))
            {
                if (method == HttpMethods.Post && IsNextAllocation(address))
                {
                    continue;
                }

                using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(address, UriKind.Relative));
                using var answer = await program.SendAsync(request);
                await NoteAsync(who, method, address, answer);
            }
        }
    }

    private async Task<string> NoteAsync(string who, string method, string address, HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync();
        var headers = answer.Headers.Concat(answer.Content.Headers).OrderBy(header => header.Key, StringComparer.Ordinal)
            .SelectMany(header => header.Value.Select(value => $"{header.Key}: {(header.Key == "Set-Cookie" ? CookieValue().Replace(value, "=…") : value)}"));
        Answers.Add(Sealed().Replace(FormattableString.Invariant($"{who}: {method} {address}: {(int)answer.StatusCode}\n{string.Join('\n', headers)}\n\n{body}"), "…"));
        if ((int)answer.StatusCode < StatusCodes.Status400BadRequest)
        {
            Given.Add($"{method} {Identifier().Replace(address.Split('?')[0], "{id}")}");
        }

        return body;
    }

    private async Task<string> TokenAsync(string who)
    {
        var expires = vault.Host.Clock.GetUtcNow().AddDays(30);
        return (await vault.Host.AskAsync<CreateApiToken, CreatedApiToken>(who, new CreateApiToken($"token of {who}", Permissions: null, expires))).Value.Token.Text;
    }

    private IEnumerable<RouteEndpoint> Routes() => web.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(route => route.RoutePattern.RawText != "sign-out" && !route.RoutePattern.RawText!.StartsWith("sign-in", StringComparison.Ordinal))
        .OrderBy(route => route.RoutePattern.RawText, StringComparer.Ordinal).ThenBy(route => string.Join(' ', Methods(route)), StringComparer.Ordinal);

    private IEnumerable<string> Addresses(RouteEndpoint route) => route.RoutePattern.PathSegments.Count == 0 ? ["/"] : route.RoutePattern.PathSegments.Aggregate<RoutePatternPathSegment, IEnumerable<string>>(
        [string.Empty],
        (begun, segment) => begun.SelectMany(start => segment.Parts.Aggregate<RoutePatternPart, IEnumerable<string>>(
            [start + "/"], (parts, part) => parts.SelectMany(each => Fillings(part).Select(filling => each + filling)))));

    private IEnumerable<string> Fillings(RoutePatternPart part) => part switch
    {
        RoutePatternLiteralPart literal => [literal.Content],
        RoutePatternParameterPart { Name: "trial" } => [vault.Host.TrialCode],
        RoutePatternParameterPart { Name: "id" or "participant" } => vault.Targets.Values.Select(target => target.Participant.ToString()),
        RoutePatternParameterPart { Name: "visit" } => ["baseline", "m6"],
        RoutePatternParameterPart { Name: "form" } => ["mood", "rating", "meetings", "paper"],
        RoutePatternParameterPart { Name: "log" } => ["contacts", "adverse-event"],
        RoutePatternParameterPart { Name: "item" } => ["low"],
        _ => ["1"],
    };

    // Of whoever waits for an allocation, and there are more of them behind links than the target of that name.
    private bool IsNextAllocation(string address) =>
        (address.EndsWith("/randomise", StringComparison.Ordinal) || address.EndsWith("/allocation", StringComparison.Ordinal))
        && !vault.Targets.Any(target => target.Key != Vault.Waiting && address.Contains(target.Value.Participant.ToString(), StringComparison.Ordinal));

    private static bool IsOfProgram(RouteEndpoint route) =>
        route.RoutePattern.RawText!.TrimStart('/') is var text && (text.StartsWith("api/", StringComparison.Ordinal) || text.StartsWith("edc/", StringComparison.Ordinal));

    // Pages name no method: they are read, and sent to by their forms.
    private static IReadOnlyList<string> Methods(RouteEndpoint route) => route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [HttpMethods.Get];

    private static bool Takes(RouteEndpoint route, string method) => Methods(route).Contains(method);

    [GeneratedRegex("(?:href|src)=\"(?<address>[^\"#]*)", RegexOptions.NonBacktracking)]
    private static partial Regex Links();

    [GeneratedRegex("=[^;]*", RegexOptions.NonBacktracking)]
    private static partial Regex CookieValue();

    // What Data Protection seals begins with its own mark.
    [GeneratedRegex("CfDJ8[A-Za-z0-9_-]+", RegexOptions.NonBacktracking)]
    private static partial Regex Sealed();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}", RegexOptions.NonBacktracking)]
    private static partial Regex Identifier();
}
