using System.Globalization;
using TrialData.Application.Analyses;

namespace TrialData.Application.Reporting.Figures;

/// <summary>An axis of percentages: it begins at zero and ends above every interval.</summary>
internal static class RateAxis
{
    public static IReadOnlyList<double> Ticks(IEnumerable<RateCell> cells)
    {
        var highest = cells.Select(cell => Marks.Drawable(cell.Wilson)?.Upper).OfType<double>().DefaultIfEmpty(1).Max();
        return Figures.Ticks.Linear(0, Math.Clamp(highest, 0.01, 1), most: 5);
    }

    public static string Label(double proportion) => ((decimal)proportion * 100).ToString("0.##", CultureInfo.InvariantCulture);
}
