using System.Globalization;
using TrialData.Application.Pipeline;

namespace TrialData.Web.Ground;

/// <summary>Days and instants as people at the sites read them.</summary>
internal static class Shown
{
    /// <summary><c>17 March 2027</c>.</summary>
    public static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    public static string Day(DateOnly? day) => day is { } known ? Day(known) : "not known";

    /// <summary><c>17 March 2027, 9:05am</c>, in the time of the sites.</summary>
    public static string Instant(DateTimeOffset instant)
    {
        var there = TrialDay.WallTimeOf(instant);
        return there.ToString("d MMMM yyyy, h:mm", CultureInfo.InvariantCulture) + (there.Hour < 12 ? "am" : "pm");
    }

    /// <summary><c>9:05am</c>.</summary>
    public static string Time(DateTimeOffset instant)
    {
        var there = TrialDay.WallTimeOf(instant);
        return there.ToString("h:mm", CultureInfo.InvariantCulture) + (there.Hour < 12 ? "am" : "pm");
    }

    /// <summary><c>1 participant</c>, <c>0 participants</c>.</summary>
    public static string Count(int number, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:N0} {(number == 1 ? one : many ?? one + "s")}");
}
