using TrialData.Hosting;

namespace TrialData.Web;

/// <summary>Whether the program runs, and whether its store can be used. Says nothing of any trial.</summary>
internal static class Health
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => TypedResults.Ok(new HealthAnswer("live", Code: null)));
        app.MapGet("/health/ready", async (Door door, HostSettings settings, CancellationToken cancellation) =>
        {
            // Asking a SQLite file that is not there would create it.
            if (!settings.Store.Exists)
            {
                return NotReady("store.not-found");
            }

            return await door.WhyNotUsableAsync(cancellation) is { } refusal ? NotReady(refusal.Code) : Results.Ok(new HealthAnswer("ready", Code: null));
        });
    }

    private static IResult NotReady(string code) =>
        Results.Json(new HealthAnswer("not ready", code), statusCode: StatusCodes.Status503ServiceUnavailable);
}

/// <param name="Code">Why the store cannot be used; null where it can.</param>
internal sealed record HealthAnswer(string Status, string? Code);
