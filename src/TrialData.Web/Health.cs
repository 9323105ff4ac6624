using TrialData.Application.Administration;
using TrialData.Hosting;

namespace TrialData.Web;

/// <summary>Whether the program runs, and whether its store can be used. Says nothing of any trial.</summary>
internal static class Health
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => TypedResults.Ok(new HealthAnswer("live", Code: null)));
        app.MapGet("/health/ready", async (Door door, CancellationToken cancellation) =>
            await WhyNotReadyAsync(door, cancellation) is { } code ? NotReady(code) : Results.Ok(new HealthAnswer("ready", Code: null)));
    }

    private static async Task<string?> WhyNotReadyAsync(Door door, CancellationToken cancellation)
    {
        try
        {
            return (await door.WhyNotUsableAsync(cancellation))?.Code;
        }
        catch (StoreException)
        {
            // Place and reason are for the operator at the machine, not for whoever asks from outside.
            return "store.unusable";
        }
    }

    private static IResult NotReady(string code) =>
        Results.Json(new HealthAnswer("not ready", code), statusCode: StatusCodes.Status503ServiceUnavailable);
}

/// <param name="Code">Why the store cannot be used; null where it can.</param>
internal sealed record HealthAnswer(string Status, string? Code);
