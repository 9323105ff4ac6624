using TrialData.Application.Analyses;
using TrialData.Statistics;

namespace TrialData.Application.Reporting;

/// <summary>Numbers described by visit and arm.</summary>
internal static class MeasureTable
{
    public static DataTable Of(AnalysisResults results, MeasureResult measure) => new(
        measure.Label,
        [
            new("Visit", Numeric: false), new("Arm", Numeric: false), new("n"), new("Mean"), new("SD"),
            new("Median"), new("Lower quartile"), new("Upper quartile"), new("Minimum"), new("Maximum"),
        ],
        [.. measure.Visits.Select(visit => new RowGroup(visit.Visit.Label, [.. visit.Arms.Select(arm => Line(results, arm))]))],
        HeaderColumns: 2);

    private static Row Line(AnalysisResults results, MeasureInArm arm) => new(
    [
        results.ShortArm(arm.Arm),
        Formats.Count(arm.Description?.N ?? 0),
        Number(arm.Description, d => d.Mean),
        Number(arm.Description, d => d.StandardDeviation),
        Number(arm.Description, d => d.Median),
        Number(arm.Description, d => d.LowerQuartile),
        Number(arm.Description, d => d.UpperQuartile),
        Number(arm.Description, d => d.Minimum),
        Number(arm.Description, d => d.Maximum),
    ]);

    private static Cell Number(Description? description, Func<Description, double?> part) =>
        description is not null && part(description) is { } number ? Formats.Number(number) : Formats.None;
}
