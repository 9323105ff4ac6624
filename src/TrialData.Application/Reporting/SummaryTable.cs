using TrialData.Application.Analyses;

namespace TrialData.Application.Reporting;

/// <summary>One line for each outcome, visit and comparison: both rates, their difference, pooled and stratified.</summary>
internal static class SummaryTable
{
    public static DataTable Headline(AnalysisResults results) =>
        Of("Headline results", results, results.Headlines().Select(outcome => (outcome, outcome.JudgedVisits())), withDefinition: false);

    public static DataTable Alternatives(AnalysisResults results) =>
        Of("Alternative definitions", results, results.Alternatives().Select(outcome => (outcome, outcome.JudgedVisits())), withDefinition: true);

    public static DataTable AllVisits(AnalysisResults results, OutcomeResult outcome) =>
        Of($"{outcome.Label}: every visit", results, [(outcome, (IReadOnlyList<VisitResult>)[.. outcome.Visits.OrderBy(visit => visit.TargetDay)])], withDefinition: false, withOutcome: false);

    private static DataTable Of(
        string caption, AnalysisResults results, IEnumerable<(OutcomeResult Outcome, IReadOnlyList<VisitResult> Visits)> parts, bool withDefinition, bool withOutcome = true)
    {
        var list = parts.ToList();
        var comparisons = list.SelectMany(part => part.Visits).SelectMany(visit => visit.Comparisons).ToList();
        var pairs = comparisons.DistinctBy(comparison => (comparison.Arm, comparison.Reference)).ToList();
        var methods = comparisons.Select(comparison => DifferenceMethod.For(comparison).Name).Distinct(StringComparer.Ordinal);
        var (first, second) = pairs.Count == 1
            ? (results.ShortArm(pairs[0].Arm), results.ShortArm(pairs[0].Reference))
            : ("Arm", "Reference");
        return new(
            caption,
            [
                .. withOutcome ? [new("Outcome", Numeric: false)] : Array.Empty<Column>(),
                new("Visit", Numeric: false),
                .. pairs.Count == 1 ? Array.Empty<Column>() : [new("Comparison", Numeric: false)],
                new("n/N", Over: first), new("%", Over: first),
                new("n/N", Over: second), new("%", Over: second),
                new($"pooled ({string.Join(", ", methods)})", Over: "Difference, points (95\u00A0%\u00A0CI)"),
                new("stratified by site (Mantel–Haenszel)", Over: "Difference, points (95\u00A0%\u00A0CI)"),
            ],
            [.. list.Select(part => Group(results, part.Outcome, part.Visits, pairs.Count != 1, withOutcome, withDefinition)).Where(group => group.Rows.Count > 0)],
            HeaderColumns: (withOutcome ? 2 : 1) + (pairs.Count == 1 ? 0 : 1));
    }

    private static RowGroup Group(AnalysisResults results, OutcomeResult outcome, IReadOnlyList<VisitResult> visits, bool withPair, bool withOutcome, bool withDefinition) => new(
        withOutcome ? outcome.Label : null,
        [.. visits.SelectMany(visit => visit.Comparisons.Select(comparison => Line(results, visit, comparison, withPair)))],
        HeadingNote: withDefinition ? outcome.Definition : null);

    private static Row Line(AnalysisResults results, VisitResult visit, ArmComparison comparison, bool withPair)
    {
        var effect = comparison.Pooled;
        return new(
        [
            visit.Visit.Label,
            .. withPair ? new Cell[] { results.Versus(comparison) } : [],
            Formats.EventsOf(effect.Events1, effect.N1),
            Rate(visit, comparison.Arm),
            Formats.EventsOf(effect.Events0, effect.N0),
            Rate(visit, comparison.Reference),
            DifferenceMethod.For(comparison).Of(effect) is { } pooled ? Formats.WithLimits(pooled, Formats.Points) : new Cell(Formats.NotDefined, Reasons.Effect(effect)),
            comparison.Stratified?.RiskDifference is { } stratified ? Formats.WithLimits(stratified, Formats.Points) : new Cell(Formats.NotDefined, Reasons.Stratified(comparison.Stratified)),
        ]);
    }

    private static Cell Rate(VisitResult visit, string arm)
    {
        var cell = visit.Cell(site: null, arm);
        return cell?.Wilson is { } rate ? Formats.PercentNumber(rate.Value) : new Cell(Formats.None, Reasons.Rate(cell));
    }
}
