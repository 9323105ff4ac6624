using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using TrialData.Web.Tests;

namespace TrialData.Browser.Tests.Pages;

/// <summary>A page of the program at an address where it has something to show, and who opens it there.</summary>
/// <param name="Name">Of a picture of it.</param>
internal sealed record PageToSee(string Route, string Name, string Account, string Address)
{
    private const string OfParticipant = "trials/{trial}/participants/{id:guid}";
    private const string OfForm = OfParticipant + "/visits/{visit}/{form}";
    private const string OfEntry = OfParticipant + "/logs/{log}/{entry:int}";

    // A page that stands for nobody here is the researcher's, of the participant who has come furthest.
    private static readonly Dictionary<string, string> StepOf = new(StringComparer.Ordinal)
    {
        [OfParticipant + "/consent"] = "screened",
        [OfParticipant + "/enrol"] = "consented",
        [OfParticipant + "/sign-eligibility"] = "ready",
        [OfParticipant + "/randomise"] = "ready",
    };

    private static readonly Dictionary<string, string> AccountOf = new(StringComparer.Ordinal)
    {
        [OfParticipant + "/sign-eligibility"] = Scene.Investigator,
        [OfParticipant + "/break-blind"] = Scene.Investigator,
        [OfForm + "/sign"] = Scene.Investigator,
        [OfEntry + "/sign"] = Scene.Investigator,
        [OfForm + "/mark"] = Scene.Manager,
        [OfEntry + "/mark"] = Scene.Manager,
    };

    private static readonly Dictionary<string, string> QueryOf = new(StringComparer.Ordinal)
    {
        [OfForm + "/mark"] = "?kind=Locked",
        [OfEntry + "/mark"] = "?kind=Locked",
    };

    // What two people enter from paper, and not alike.
    private const string Paper = "m6/paper";

    private static readonly Dictionary<string, string> FormOf = new(StringComparer.Ordinal)
    {
        [OfForm + "/settle"] = Paper,
        [OfForm + "/remove-entries"] = Paper,
    };

    // Where there is no store yet, and with a link in hand: scenes that are not set here. Their pages are opened by tests of the web program.
    private static readonly string[] OfOtherScenes = ["start", "fill/{token}", OfParticipant + "/links/{link:long}/revoke"];

    // The same pages in other states.
    private static readonly (string Route, string Step, string Query, string Name)[] OtherStates =
    [
        (OfForm, "randomised", "?change=true", "typing"),
        (OfForm + "/questions/{number:int}", "enrolled", "?changing=true", "changing"),
        (OfForm + "/move", "randomised", "?to=S1-", "found"),
        (OfForm + "/move", "randomised", "?to=S1-0004", "to-another"),
        (OfParticipant, "ready", string.Empty, "before-randomisation"),
        (OfParticipant + "/randomise", "enrolled", string.Empty, "not-yet"),
        ("trials/{trial}/participants", "randomised", "?number=nobody", "none-like-that"),
    ];

    /// <summary>Every Razor page that the program answers at. In a trial with nobody in it, those that are not about a participant.</summary>
    public static IReadOnlyList<PageToSee> Of(Scene scene) => [.. Registered(scene), .. InOtherStates(scene)];

    private static IEnumerable<PageToSee> Registered(Scene scene) => RoutesOf(scene.Web)
        .Select(pattern => pattern.RawText!.TrimStart('/'))
        .Distinct(StringComparer.Ordinal)
        .Except(OfOtherScenes, StringComparer.Ordinal)
        .Where(route => !route.Contains("{id:guid}", StringComparison.Ordinal) || scene.At("randomised") is not null)
        .Order(StringComparer.Ordinal)
        .Select(route => new PageToSee(route, NameOf(route), AccountOf.GetValueOrDefault(route, Scene.Researcher), AddressOf(scene, route, StepOf.GetValueOrDefault(route, "randomised"), QueryOf.GetValueOrDefault(route))));

    private static IEnumerable<PageToSee> InOtherStates(Scene scene) => OtherStates
        .Where(state => scene.At(state.Step) is not null)
        .Select(state => new PageToSee(state.Route, $"{NameOf(state.Route)}-{state.Name}", Scene.Researcher, AddressOf(scene, state.Route, state.Step, state.Query)))
        .Concat(scene.At("randomised") is null ? [] : OfPaper(scene));

    private static IEnumerable<PageToSee> OfPaper(Scene scene) =>
    [
        new(OfForm, NameOf(OfForm) + "-entered-twice", Scene.Researcher, AddressOf(scene, OfForm, "randomised", query: null, Paper)),
        new(OfForm + "/settle", NameOf(OfForm + "/settle") + "-own", Scene.Deputy, AddressOf(scene, OfForm + "/settle", "randomised", query: null, Paper)),
    ];

    private static IEnumerable<RoutePattern> RoutesOf(WebTrial web) => web.Services.GetRequiredService<EndpointDataSource>().Endpoints
        .OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null)
        .Select(endpoint => endpoint.RoutePattern);

    private static string NameOf(string route) => route.Length == 0
        ? "home"
        : string.Join('-', route.Replace("participants/{id:guid}", "participant", StringComparison.Ordinal).Split('/').Where(part => part is not ("trials" or "{trial}")).Select(part => part.Split(':')[0].Trim('{', '}')));

    // A parameter that is not known here leaves its place open, and the page is not found.
    private static string AddressOf(Scene scene, string route, string step, string? query, string? form = null)
    {
        var participant = scene.At(step);
        var filled = route
            .Replace("{trial}", scene.Web.Trial.TrialCode, StringComparison.Ordinal)
            .Replace("{id:guid}", participant?.ToString(), StringComparison.Ordinal)
            .Replace("{kind}", "AwaitingConsent", StringComparison.Ordinal)
            .Replace("{visit}/{form}", form ?? FormOf.GetValueOrDefault(route, "baseline/mood"), StringComparison.Ordinal)
            .Replace("{visit}", "m6", StringComparison.Ordinal)
            .Replace("{log}", "contacts", StringComparison.Ordinal)
            .Replace("{entry:int}", "2", StringComparison.Ordinal)
            .Replace("{item}", route.StartsWith(OfEntry, StringComparison.Ordinal) ? "about" : "note", StringComparison.Ordinal)
            .Replace("{number:int}", "1", StringComparison.Ordinal)
            .Replace("{status:int}", "404", StringComparison.Ordinal)
            .Replace("{token}", "not-a-real-one", StringComparison.Ordinal);
        return $"/{filled}{query}";
    }
}
