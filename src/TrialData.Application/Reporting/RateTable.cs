using TrialData.Application.Analyses;
using TrialData.Statistics;

namespace TrialData.Application.Reporting;

/// <summary>Rates of one outcome at one visit in every site and arm, with both intervals and with missing counted as not reached.</summary>
internal static class RateTable
{
    private const string Recorded = "Outcome recorded";
    private const string Missing = "Missing counted as not reached";

    public static DataTable Of(AnalysisResults results, OutcomeResult outcome, VisitResult visit) => new(
        $"{outcome.Label}, {visit.Visit.Label}: rates by site and arm",
        [
            new("Site", Numeric: false),
            new("Arm", Numeric: false),
            new("Randomised"),
            new("n/N", Over: Recorded),
            new("%", Over: Recorded),
            new("95\u00A0%\u00A0CI, Wilson", Over: Recorded),
            new("95\u00A0%\u00A0CI, Clopper–Pearson", Over: Recorded),
            new("%", Over: Missing),
            new("95\u00A0%\u00A0CI", Over: Missing),
        ],
        [.. results.Sites.Select(site => Group(results, visit, site.Code, site.Label)), Group(results, visit, site: null, "All sites", total: true)],
        HeaderColumns: 2);

    private static RowGroup Group(AnalysisResults results, VisitResult visit, string? site, string label, bool total = false) =>
        new(label, [.. results.Arms.Select(arm => Line(results.ShortArm(arm.Code), visit.Cell(site, arm.Code))), Line("All arms", visit.Cell(site, arm: null))], total);

    private static Row Line(string arm, RateCell? cell) => new(
    [
        arm,
        Formats.Count(cell?.Randomised ?? 0),
        Formats.EventsOf(cell?.Events ?? 0, cell?.Recorded ?? 0),
        Value(cell?.Wilson, cell),
        Limits(cell?.Wilson, cell),
        Limits(cell?.ClopperPearson, cell),
        Value(cell?.MissingIsFailure, cell),
        Limits(cell?.MissingIsFailure, cell),
    ]);

    private static Cell Value(Estimate? rate, RateCell? cell) => rate is { } known ? Formats.PercentNumber(known.Value) : Undefined(cell);

    private static Cell Limits(Estimate? rate, RateCell? cell) => rate is { } known ? Formats.Limits(known, Formats.PercentNumber) : Undefined(cell);

    private static Cell Undefined(RateCell? cell) => new(Formats.None, Reasons.Rate(cell));
}
