using System.Globalization;

namespace TrialData.Web.Ground;

/// <summary>Days and instants as people at the sites read them.</summary>
internal static class Shown
{
    private static readonly TimeZoneInfo Sites = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    /// <summary><c>17 March 2027</c>.</summary>
    public static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    public static string Day(DateOnly? day) => day is { } known ? Day(known) : "not known";

    /// <summary><c>17 March 2027, 9:05am</c>, in the time of the sites.</summary>
    public static string Instant(DateTimeOffset instant)
    {
        var there = AtSites(instant);
        return there.ToString("d MMMM yyyy, h:mm", CultureInfo.InvariantCulture) + (there.Hour < 12 ? "am" : "pm");
    }

    /// <summary><c>9:05am</c>.</summary>
    public static string Time(DateTimeOffset instant)
    {
        var there = AtSites(instant);
        return there.ToString("h:mm", CultureInfo.InvariantCulture) + (there.Hour < 12 ? "am" : "pm");
    }

    public static DateTimeOffset AtSites(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Sites);

    /// <summary>The instant of a day and time at the sites; where clocks went back over it, the later one.</summary>
    public static DateTimeOffset FromSites(DateOnly day, TimeOnly time)
    {
        var there = day.ToDateTime(time);
        return new DateTimeOffset(there, Sites.GetUtcOffset(there));
    }

    /// <summary><c>1 participant</c>, <c>0 participants</c>.</summary>
    public static string Count(int number, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:N0} {(number == 1 ? one : many ?? one + "s")}");
}
