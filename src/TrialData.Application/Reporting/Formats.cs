using System.Globalization;
using TrialData.Statistics;

namespace TrialData.Application.Reporting;

/// <summary>How numbers are written for readers: the only place of the product that rounds.</summary>
/// <remarks>Ties go away from zero and are decided on the shortest decimal form of the number, which is what a reader would round by hand.</remarks>
public static class Formats
{
    public const string NotDefined = "not defined";
    public const string None = "–";

    private const string Minus = "\u2212";
    private const string NoBreakSpace = "\u00A0";

    private const int ScoreDecimals = 3;

    // Above this a decimal could overflow, and nobody reads the digits.
    private const double LargestPlain = 1e15;

    public static string Count(int count) => Sign(count.ToString("N0", CultureInfo.InvariantCulture));

    public static string EventsOf(int events, int total) => $"{Count(events)}/{Count(total)}";

    /// <summary>A proportion as a percentage with its sign: 0.6125 is "61.3 %".</summary>
    public static string Percent(double proportion) => $"{PercentNumber(proportion)}{NoBreakSpace}%";

    /// <summary>A proportion as a percentage for a column whose heading carries the sign.</summary>
    public static string PercentNumber(double proportion) => Fixed(proportion, scale: 100, decimals: 1);

    /// <summary>A difference of proportions in percentage points.</summary>
    public static string Points(double difference) => Fixed(difference, scale: 100, decimals: 1);

    /// <summary>A ratio: two decimals, fewer for large and two significant digits for small ones.</summary>
    public static string Ratio(double ratio)
    {
        var size = Math.Abs(ratio);
        var decimals = size switch
        {
            0 => 2,
            >= 100 => 0,
            >= 10 => 1,
            >= 0.1 => 2,
            _ => Math.Min(1 - (int)Math.Floor(Math.Log10(size)), 10),
        };

        return Fixed(ratio, scale: 1, decimals);
    }

    public static string Statistic(double value) => Fixed(value, scale: 1, decimals: 2);

    /// <summary>A p-value: three significant digits, or "&lt; 0.001".</summary>
    /// <summary>A measured number, to two decimals.</summary>
    public static string Number(double value) => Fixed(value, scale: 1, decimals: 2);

    public static string PValue(double p)
    {
        if (double.IsNaN(p))
        {
            return NotDefined;
        }

        if (p < 0.001)
        {
            return $"<{NoBreakSpace}0.001";
        }

        const int significant = 3;
        var decimals = significant - 1 - (int)Math.Floor(Math.Log10(p));
        var rounded = Rounded(p, scale: 1, decimals);

        // 0.09996 rounds into the next decade and would show a fourth digit.
        decimals = significant - 1 - (int)Math.Floor(Math.Log10((double)rounded));
        return Fixed(p, scale: 1, decimals);
    }

    /// <summary>"lower to upper", with an infinity sign where the data set no bound.</summary>
    public static string Limits(Estimate estimate, Func<double, string> number) => $"{number(estimate.Lower)} to {number(estimate.Upper)}";

    /// <summary>"value (lower to upper)".</summary>
    public static string WithLimits(Estimate estimate, Func<double, string> number) => $"{number(estimate.Value)} ({Limits(estimate, number)})";

    /// <summary>A value of a score, to three decimals where it has so many.</summary>
    public static string Score(decimal value) => Sign(Rounded(value, ScoreDecimals).ToString("0.###", CultureInfo.InvariantCulture));

    /// <summary>A change of a score, with its sign.</summary>
    public static string ScoreChange(decimal difference) => Sign(Rounded(difference, ScoreDecimals).ToString("+0.###;-0.###;0", CultureInfo.InvariantCulture));

    /// <summary>A number of hundredths as a percentage with its sign: 61.25 is "61.3 %".</summary>
    public static string PercentOf(decimal hundredths) => Sign(Rounded(hundredths, 1).ToString("0.0", CultureInfo.InvariantCulture)) + $"{NoBreakSpace}%";

    public static string Instant(DateTimeOffset instant) =>
        instant.ToUniversalTime().ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string Fixed(double value, int scale, int decimals)
    {
        if (double.IsNaN(value))
        {
            return NotDefined;
        }

        if (double.IsInfinity(value))
        {
            return value > 0 ? "∞" : $"{Minus}∞";
        }

        if (Math.Abs(value) >= LargestPlain)
        {
            return Sign(value.ToString("0.0E+0", CultureInfo.InvariantCulture));
        }

        var format = string.Create(CultureInfo.InvariantCulture, $"F{decimals}");
        return Sign(Rounded(value, scale, decimals).ToString(format, CultureInfo.InvariantCulture));
    }

    private static decimal Rounded(double value, int scale, int decimals) => Rounded((decimal)value * scale, decimals);

    private static decimal Rounded(decimal value, int decimals)
    {
        var rounded = Math.Round(value, decimals, MidpointRounding.AwayFromZero);

        // A decimal keeps the sign of zero; a reader should not see "−0.0".
        return rounded == 0 ? 0 : rounded;
    }

    private static string Sign(string number) => number.Replace("-", Minus, StringComparison.Ordinal);
}
