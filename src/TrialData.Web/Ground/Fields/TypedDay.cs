using System.Globalization;

namespace TrialData.Web.Ground.Fields;

/// <summary>A day as somebody typed it, in three parts, right or wrong.</summary>
public sealed record TypedDay(string? Day, string? Month, string? Year)
{
    public static TypedDay None { get; } = new(Day: null, Month: null, Year: null);

    public bool IsEmpty => string.IsNullOrWhiteSpace(Day) && string.IsNullOrWhiteSpace(Month) && string.IsNullOrWhiteSpace(Year);

    public static TypedDay Of(DateOnly day) => new(
        day.Day.ToString(CultureInfo.InvariantCulture), day.Month.ToString(CultureInfo.InvariantCulture), day.Year.ToString(CultureInfo.InvariantCulture));

    public static TypedDay From(IFormCollection form, string name) => new(form[name + ".day"], form[name + ".month"], form[name + ".year"]);

    /// <summary>The day, or what is wrong with what was typed.</summary>
    /// <param name="what">What the day is of, as a message names it: <c>The day of screening</c>.</param>
    public (DateOnly? Day, string? Fault) Read(string what)
    {
        if (IsEmpty)
        {
            return (null, $"Enter {char.ToLowerInvariant(what[0])}{what[1..]}");
        }

        if (string.IsNullOrWhiteSpace(Day) || string.IsNullOrWhiteSpace(Month) || string.IsNullOrWhiteSpace(Year))
        {
            return (null, $"{what} must include a day, a month and a year");
        }

        return Number(Day) is { } day && Number(Month) is { } month && Number(Year) is { } year
            && year is >= 1000 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? (new DateOnly(year, month, day), null)
            : (null, $"{what} must be a real date");
    }

    private static int? Number(string text) => int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
