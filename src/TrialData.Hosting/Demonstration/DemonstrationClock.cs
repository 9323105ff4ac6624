namespace TrialData.Hosting.Demonstration;

/// <summary>A clock that a demonstration moves forward, so that five years of follow-up pass in seconds and repeat to the byte.</summary>
public sealed class DemonstrationClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset now = start;

    public override DateTimeOffset GetUtcNow() => now;

    /// <summary>Moves to an instant; time never runs backwards.</summary>
    public void MoveTo(DateTimeOffset instant)
    {
        if (instant > now)
        {
            now = instant;
        }
    }
}
