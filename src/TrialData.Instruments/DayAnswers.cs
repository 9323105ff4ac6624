using System.Globalization;

namespace TrialData.Instruments;

/// <summary>Checks answers that are days and brings them to their canonical form.</summary>
internal static class DayAnswers
{
    private static readonly string[] InstantFormats = ["yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK"];

    internal static (string? Value, AnswerFault? Fault) Date(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? InReach(day.Year, text)
            : Answers.Refused("must be a day written yyyy-MM-dd");

    internal static (string? Value, AnswerFault? Fault) PartialDate(string text) =>
        PartialDates.IsPartialDate(text)
            ? InReach(PartialDates.Whole(text, DateImputation.First).Day.Year, text)
            : Answers.Refused("must be a day written yyyy-MM-dd, a month yyyy-MM or a year yyyy");

    internal static (string? Value, AnswerFault? Fault) Instant(string text) =>
        DateTimeOffset.TryParseExact(text, InstantFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
        && (text[^1] == 'Z' || text.LastIndexOfAny(['+', '-']) > text.IndexOf('T', StringComparison.Ordinal))
            ? InReach(instant.Year, instant.UtcDateTime.ToString(instant.Second == 0 ? "yyyy-MM-ddTHH:mm'Z'" : "yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture))
            : Answers.Refused("must be a day and time with its offset, written yyyy-MM-ddTHH:mmZ or yyyy-MM-ddTHH:mm+01:00");

    private static (string? Value, AnswerFault? Fault) InReach(int year, string canonical) =>
        YearsInReach.Contains(year) ? (canonical, null) : Answers.Refused(YearsInReach.Reason);
}
