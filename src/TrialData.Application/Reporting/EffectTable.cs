using TrialData.Application.Analyses;
using TrialData.Statistics;

namespace TrialData.Application.Reporting;

/// <summary>Every measure of effect for one comparison: pooled over sites, and stratified by site.</summary>
internal static class EffectTable
{
    public static DataTable Of(AnalysisResults results, OutcomeResult outcome, VisitResult visit, ArmComparison comparison)
    {
        var groups = new List<RowGroup> { new("All sites, pooled", Pooled(comparison.Pooled)) };
        if (comparison.Stratified is { } stratified)
        {
            groups.Add(new(stratified.StrataUsed == 1 ? "Stratified by site (1 used)" : $"Stratified by site ({Formats.Count(stratified.StrataUsed)} used)", Stratified(stratified)));
        }

        return new(
            $"{outcome.Label}, {visit.Visit.Label}: effect of {results.Versus(comparison)} "
            + $"({Formats.EventsOf(comparison.Pooled.Events1, comparison.Pooled.N1)} against {Formats.EventsOf(comparison.Pooled.Events0, comparison.Pooled.N0)}); differences in percentage points",
            [new("Analysis", Numeric: false), new("Measure", Numeric: false), new("Estimate"), new("95\u00A0%\u00A0CI"), new("Chi-squared (df)"), new("p")],
            groups,
            HeaderColumns: 2);
    }

    private static List<Row> Pooled(EffectEstimates effect)
    {
        var why = Reasons.Effect(effect);
        return
        [
            Measure("Risk difference (Newcombe)", effect.RiskDifferenceNewcombe, Formats.Points, why),
            Measure("Risk difference (Miettinen–Nurminen)", effect.RiskDifferenceMiettinenNurminen, Formats.Points, why),
            Measure("Risk difference (Wald)", effect.RiskDifferenceWald, Formats.Points, why),
            Measure("Risk ratio", effect.RiskRatio, Formats.Ratio, why),
            Measure("Odds ratio", effect.OddsRatio, Formats.Ratio, why),
            Test("Pearson chi-squared", effect.ChiSquared, why),
            new("Fisher’s exact test", Formats.None, Formats.None, Formats.None, effect.FisherP is { } p ? Formats.PValue(p) : new Cell(Formats.NotDefined, why)),
        ];
    }

    private static List<Row> Stratified(StratifiedEffect effect) =>
    [
        Measure("Risk difference (Mantel–Haenszel)", effect.RiskDifference, Formats.Points, Reasons.Stratified(effect)),
        Measure("Risk ratio (Mantel–Haenszel)", effect.RiskRatio, Formats.Ratio, Reasons.Stratified(effect)),
        Measure("Odds ratio (Mantel–Haenszel)", effect.OddsRatio, Formats.Ratio, Reasons.Stratified(effect)),
        Test("Cochran–Mantel–Haenszel", effect.CochranMantelHaenszel, Reasons.Stratified(effect)),
        Test("Same odds ratio in every site (Breslow–Day)", effect.BreslowDay, Reasons.NoHomogeneity),
    ];

    private static Row Measure(string name, Estimate? estimate, Func<double, string> number, string why) =>
        estimate is { } known && !double.IsNaN(known.Value)
            ? new(name, number(known.Value), Formats.Limits(known, number), Formats.None, Formats.None)
            : new(name, new Cell(Formats.NotDefined, why), Formats.None, Formats.None, Formats.None);

    private static Row Test(string name, TestResult? test, string why) =>
        test is { } known
            ? new(name, Formats.None, Formats.None, $"{Formats.Statistic(known.Statistic)} ({Formats.Count((int)known.DegreesOfFreedom)})", Formats.PValue(known.P))
            : new(name, Formats.None, Formats.None, new Cell(Formats.NotDefined, why), Formats.None);
}
