using System.Globalization;

namespace TrialData.Instruments;

/// <summary>Which day stands for a date of which only the month or year is known.</summary>
public enum DateImputation
{
    /// <summary>The first day that it can be.</summary>
    First,

    /// <summary>The 15th of the month; the 1st of July of a year.</summary>
    Middle,

    /// <summary>The last day that it can be.</summary>
    Last,
}

/// <summary>Dates of which the day, or day and month, may be unknown.</summary>
public static class PartialDates
{
    /// <summary>Whether a text is a day yyyy-MM-dd, a month yyyy-MM or a year yyyy.</summary>
    /// <param name="text">The text.</param>
    public static bool IsPartialDate(string text) => FirstDay(text) is not null;

    /// <summary>A whole date for an analysis.</summary>
    /// <param name="text">A partial date in canonical form.</param>
    /// <param name="rule">Which day stands for an incomplete one.</param>
    /// <returns>The day, and whether any part of it was imputed.</returns>
    /// <exception cref="FormatException">The text is no partial date.</exception>
    public static (DateOnly Day, bool IsImputed) Whole(string text, DateImputation rule)
    {
        var first = FirstDay(text) ?? throw new FormatException("A partial date is written yyyy-MM-dd, yyyy-MM or yyyy.");
        return (text.Length, rule) switch
        {
            (10, _) => (first, false),
            (_, DateImputation.First) => (first, true),
            (7, DateImputation.Middle) => (first.AddDays(14), true),
            (7, _) => (first.AddMonths(1).AddDays(-1), true),
            (_, DateImputation.Middle) => (first.AddMonths(6), true),
            _ => (new DateOnly(first.Year, 12, 31), true),
        };
    }

    private static DateOnly? FirstDay(string text)
    {
        var whole = text.Length switch
        {
            4 => text + "-01-01",
            7 => text + "-01",
            _ => text,
        };
        return DateOnly.TryParseExact(whole, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
    }
}
