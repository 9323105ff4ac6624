namespace TrialData.Application.Pipeline;

/// <summary>The day it is at the sites. Windows and clocks of reporting are counted in days of their wall calendar, not in days of UTC.</summary>
public static class TrialDay
{
    /// <summary>Before it, a day is a slip of the keyboard.</summary>
    public static readonly DateOnly Earliest = new(1900, 1, 1);

    private static readonly TimeZoneInfo Sites = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    public static DateOnly Of(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Sites).DateTime);

    public static DateOnly Today(this TimeProvider clock) => Of(clock.GetUtcNow());
}
