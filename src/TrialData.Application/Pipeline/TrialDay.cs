namespace TrialData.Application.Pipeline;

/// <summary>The day it is at the sites. Windows and clocks of reporting are counted in days of their wall calendar, not in days of UTC.</summary>
public static class TrialDay
{
    /// <summary>Before it, a day is a slip of the keyboard.</summary>
    public static readonly DateOnly Earliest = new(1900, 1, 1);

    private static readonly TimeZoneInfo Sites = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    public static DateOnly Of(DateTimeOffset instant) => DateOnly.FromDateTime(WallTimeOf(instant));

    /// <summary>What a clock on the wall of a site shows at an instant.</summary>
    public static DateTime WallTimeOf(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Sites).DateTime;

    /// <summary>The instant of a day's wall time at the sites. A time that comes twice when clocks go back is the later one; one that clocks skip is an hour on.</summary>
    public static DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var there = day.ToDateTime(time);
        return new DateTimeOffset(there, Sites.GetUtcOffset(there));
    }

    public static DateOnly Today(this TimeProvider clock) => Of(clock.GetUtcNow());
}
