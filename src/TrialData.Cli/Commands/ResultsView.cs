using System.Globalization;
using TrialData.Application.Analyses;
using TrialData.Cli.Terminal;
using TrialData.Statistics;

namespace TrialData.Cli.Commands;

/// <summary>Headline results as a person reads them in a terminal.</summary>
internal static class ResultsView
{
    private const string Undefined = "not defined";

    /// <summary>Rates by site and arm with one line on their difference: what a demonstration shows.</summary>
    public static void ShowRates(AnalysisResults results) => Show(results, ShowDifference);

    /// <summary>Rates by site and arm with every effect and test.</summary>
    public static void ShowAll(AnalysisResults results) => Show(results, ShowComparison);

    private static void Show(AnalysisResults results, Action<ArmComparison> showComparison)
    {
        Screen.Line($"{results.TrialCode}: {results.SpecificationTitle}");
        foreach (var outcome in results.Outcomes.Where(o => o.Headline))
        {
            foreach (var visit in outcome.Visits.Where(v => v.Headline))
            {
                Screen.Line();
                ShowTable(results, outcome, visit);
                foreach (var comparison in visit.Comparisons)
                {
                    showComparison(comparison);
                }
            }
        }

        var others = results.Outcomes.Count(o => !o.Headline);
        if (others > 0)
        {
            Screen.Line();
            Screen.Line(FormattableString.Invariant($"{others} named alternatives stand in the report and in results.json."));
        }
    }

    private static void ShowTable(AnalysisResults results, OutcomeResult outcome, VisitResult visit)
    {
        var table = Screen.Table($"{outcome.Label}, {visit.Visit.Label}", ["Site", .. results.Arms.Select(a => $"{a.Code}  n/N  %  (95 % Wilson)")]);
        foreach (var site in results.Sites.Select(s => (string?)s.Code).Append(null))
        {
            table.Row([site ?? "All", .. results.Arms.Select(arm => RateOf(visit, site, arm.Code))]);
        }

        Screen.Out.Write(table);
    }

    private static string RateOf(VisitResult visit, string? site, string arm)
    {
        var cell = visit.Rates.Single(r => string.Equals(r.Site, site, StringComparison.Ordinal) && string.Equals(r.Arm, arm, StringComparison.Ordinal));
        return cell.Wilson is { } wilson
            ? string.Create(CultureInfo.InvariantCulture, $"{cell.Events}/{cell.Recorded}  {100 * wilson.Value:F1} %  ({100 * wilson.Lower:F1} to {100 * wilson.Upper:F1})")
            : "nothing recorded";
    }

    private static void ShowDifference(ArmComparison comparison)
    {
        var stratified = comparison.Stratified is null ? string.Empty : $"; stratified by site {Points(comparison.Stratified.RiskDifference)}";
        Screen.Line($"  {comparison.Arm} less {comparison.Reference}, percentage points: {Points(comparison.Pooled.RiskDifferenceNewcombe)}{stratified}");
    }

    private static string Points(Estimate? difference) => difference is { } d
        ? string.Create(CultureInfo.InvariantCulture, $"{100 * d.Value:F1} (95 % CI {100 * d.Lower:F1} to {100 * d.Upper:F1})")
        : Undefined;

    private static void ShowComparison(ArmComparison comparison)
    {
        var pooled = comparison.Pooled;
        Screen.Line(FormattableString.Invariant(
            $"{comparison.Arm} {pooled.Events1}/{pooled.N1} against {comparison.Reference} {pooled.Events0}/{pooled.N0}"));
        Screen.Line($"  Risk difference       {With(pooled.RiskDifferenceWald, "F5", "F4")} Wald");
        Screen.Line($"                        {With(pooled.RiskDifferenceNewcombe, "F5", "F4")} Newcombe");
        Screen.Line($"                        {With(pooled.RiskDifferenceMiettinenNurminen, "F5", "F4")} Miettinen-Nurminen");
        Screen.Line($"  Risk ratio            {With(pooled.RiskRatio, "F4", "F4")}");
        Screen.Line($"  Odds ratio            {With(pooled.OddsRatio, "F4", "F4")}");
        Screen.Line($"  Chi-squared           {Of(pooled.ChiSquared)}");
        Screen.Line($"  Fisher exact          p {P(pooled.FisherP)}");
        if (comparison.Stratified is { } stratified)
        {
            Screen.Line(FormattableString.Invariant($"  Stratified by site ({stratified.StrataUsed} sites used)"));
            Screen.Line($"    CMH chi-squared     {Of(stratified.CochranMantelHaenszel)} (no continuity correction)");
            Screen.Line($"    Odds ratio MH       {With(stratified.OddsRatio, "F4", "F4")}");
            Screen.Line($"    Risk difference MH  {With(stratified.RiskDifference, "F5", "F4")}");
            Screen.Line($"    Risk ratio MH       {With(stratified.RiskRatio, "F4", "F4")}");
        }
    }

    private static string With(Estimate? estimate, string valueFormat, string limitFormat) => estimate is { } e
        ? $"{Number(e.Value, valueFormat)} (95 % CI {Number(e.Lower, limitFormat)} to {Number(e.Upper, limitFormat)})"
        : Undefined;

    private static string Of(TestResult? test) => test is { } t ? $"{Number(t.Statistic, "F4")}, p {P(t.P)}" : Undefined;

    private static string P(double? p) => p is { } value ? Number(value, value < 0.0001 ? "E2" : "F5") : Undefined;

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
