using TrialData.Statistics;

namespace TrialData.Application.Reporting.Figures;

/// <summary>The axis of a forest plot: which values it spans, where no effect lies, and how its numbers are written.</summary>
/// <param name="Values">Round values along the axis; the first and last are its ends.</param>
public sealed record ForestScale(IReadOnlyList<double> Values, double NoEffect, bool Logarithmic, string Title, string Column, Func<double, string> Number, Func<double, string> Tick)
{
    // Odds ratios beyond these are noise of tiny sites; their intervals end in arrows.
    private const double LeastRatio = 0.02;
    private const double GreatestRatio = 50;

    /// <summary>Differences of proportions: from the least lower to the greatest upper limit, always with zero.</summary>
    public static ForestScale Difference(IEnumerable<Estimate> estimates)
    {
        var ends = Ends(estimates).Select(value => Math.Clamp(value, -1, 1)).Append(0).ToList();
        var (low, high) = ends.Min() < ends.Max() ? (ends.Min(), ends.Max()) : (-0.1, 0.1);
        return new(
            Ticks.Linear(low, high), NoEffect: 0, Logarithmic: false,
            "Difference in percentage points", "Difference, points (95\u00A0%\u00A0CI)",
            Formats.Points, value => Formats.Points(value).Replace(".0", "", StringComparison.Ordinal));
    }

    public static ForestScale OddsRatio(IEnumerable<Estimate> estimates)
    {
        var ends = Ends(estimates).Where(value => value > 0).Select(value => Math.Clamp(value, LeastRatio, GreatestRatio)).Append(1).ToList();
        var (low, high) = (Math.Min(ends.Min(), 0.5), Math.Max(ends.Max(), 2));
        return new(
            Ticks.Log(low, high), NoEffect: 1, Logarithmic: true,
            "Odds ratio (logarithmic scale)", "Odds ratio (95\u00A0%\u00A0CI)",
            Formats.Ratio, value => value.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture));
    }

    public IScale On(double start, double end) =>
        Logarithmic ? new LogScale(Values[0], Values[^1], start, end) : new LinearScale(Values[0], Values[^1], start, end);

    private static IEnumerable<double> Ends(IEnumerable<Estimate> estimates) =>
        estimates.SelectMany(e => new[] { e.Lower, e.Value, e.Upper }).Where(double.IsFinite);
}
