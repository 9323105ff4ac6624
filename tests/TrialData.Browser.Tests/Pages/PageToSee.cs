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

    /// <summary>Every Razor page that the program answers at. In a trial with nobody in it, those that are not about a participant.</summary>
    public static IReadOnlyList<PageToSee> Of(Scene scene) => RoutesOf(scene.Web)
        .Select(pattern => pattern.RawText!.TrimStart('/'))
        .Distinct(StringComparer.Ordinal)
        .Where(route => !route.Contains("{id:guid}", StringComparison.Ordinal) || scene.At("randomised") is not null)
        .Order(StringComparer.Ordinal)
        .Select(route => new PageToSee(route, NameOf(route), AccountOf.GetValueOrDefault(route, Scene.Researcher), AddressOf(scene, route)))
        .ToList();

    private static IEnumerable<RoutePattern> RoutesOf(WebTrial web) => web.Services.GetRequiredService<EndpointDataSource>().Endpoints
        .OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null)
        .Select(endpoint => endpoint.RoutePattern);

    private static string NameOf(string route) => route.Length == 0
        ? "home"
        : string.Join('-', route.Replace("participants/{id:guid}", "participant", StringComparison.Ordinal).Split('/').Where(part => part is not ("trials" or "{trial}")).Select(part => part.Split(':')[0].Trim('{', '}')));

    // A parameter that is not known here leaves its place open, and the page is not found.
    private static string AddressOf(Scene scene, string route)
    {
        var participant = scene.At(StepOf.GetValueOrDefault(route, "randomised"));
        var filled = route
            .Replace("{trial}", scene.Web.Trial.TrialCode, StringComparison.Ordinal)
            .Replace("{id:guid}", participant?.ToString(), StringComparison.Ordinal)
            .Replace("{kind}", "AwaitingConsent", StringComparison.Ordinal)
            .Replace("{visit}/{form}", "baseline/mood", StringComparison.Ordinal)
            .Replace("{log}", "contacts", StringComparison.Ordinal)
            .Replace("{entry:int}", "2", StringComparison.Ordinal)
            .Replace("{item}", route.StartsWith(OfEntry, StringComparison.Ordinal) ? "about" : "note", StringComparison.Ordinal)
            .Replace("{status:int}", "404", StringComparison.Ordinal)
            .Replace("{token}", "not-a-real-one", StringComparison.Ordinal);
        return $"/{filled}{QueryOf.GetValueOrDefault(route)}";
    }
}
