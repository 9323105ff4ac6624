namespace TrialData.Application.Capture;

/// <summary>The day it is at the sites. Windows and clocks of reporting are counted in days of their wall calendar, not in days of UTC.</summary>
public static class TrialDay
{
    private static readonly TimeZoneInfo Sites = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    public static DateOnly Of(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Sites).DateTime);
}
