using TrialData.Application.Analyses;
using TrialData.Application.Reporting.Figures;

namespace TrialData.Application.Reporting;

/// <summary>Which figures a report holds, in the order of the report.</summary>
public static class FigureSet
{
    public static IReadOnlyList<Figure> All(AnalysisResults results) =>
    [
        .. OverTime(results),
        .. results.Headlines().SelectMany(outcome => outcome.JudgedVisits().SelectMany(visit =>
            visit.Comparisons.SelectMany(comparison => new[] { Forest(results, outcome, visit, comparison), OddsRatios(results, outcome, visit, comparison) })
                .Append(Rates(results, outcome, visit)))),
        Flow(results),
    ];

    internal static IReadOnlyList<Figure> OverTime(AnalysisResults results) =>
        [.. results.Headlines().Where(outcome => outcome.HasCourse()).Select(outcome => RatesOverTime.Draw($"{OutcomeId(results, outcome)}-course", results, outcome))];

    internal static Figure Forest(AnalysisResults results, OutcomeResult outcome, VisitResult visit, ArmComparison comparison) =>
        ForestPlot.Difference($"{ComparisonId(results, outcome, visit, comparison)}-difference", results, outcome, visit, comparison);

    internal static Figure OddsRatios(AnalysisResults results, OutcomeResult outcome, VisitResult visit, ArmComparison comparison) =>
        ForestPlot.OddsRatio($"{ComparisonId(results, outcome, visit, comparison)}-odds-ratio", results, outcome, visit, comparison);

    internal static Figure Rates(AnalysisResults results, OutcomeResult outcome, VisitResult visit) =>
        SiteRates.Draw($"{VisitId(results, outcome, visit)}-rates", results, outcome, visit);

    internal static Figure Flow(AnalysisResults results) => FlowDiagram.Draw("participant-flow", results);

    internal static string OutcomeId(AnalysisResults results, OutcomeResult outcome) => $"outcome-{Place(results.Outcomes, outcome)}";

    // Places, not codes: they are unique and need no escaping, whatever a protocol calls its parts.
    internal static string VisitId(AnalysisResults results, OutcomeResult outcome, VisitResult visit) =>
        $"{OutcomeId(results, outcome)}-visit-{Place(outcome.Visits, visit)}";

    private static string ComparisonId(AnalysisResults results, OutcomeResult outcome, VisitResult visit, ArmComparison comparison) =>
        $"{VisitId(results, outcome, visit)}-comparison-{Place(visit.Comparisons, comparison)}";

    private static string Place<T>(IReadOnlyList<T> list, T item)
        where T : class =>
        Formats.Count(list.TakeWhile(other => !ReferenceEquals(other, item)).Count() + 1);
}
