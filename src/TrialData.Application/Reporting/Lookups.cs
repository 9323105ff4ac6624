using TrialData.Application.Analyses;
using TrialData.Statistics;

namespace TrialData.Application.Reporting;

/// <summary>Finds the parts of results that a table or figure asks for, by the trial's words.</summary>
internal static class Lookups
{
    private const int LongestArmInColumn = 18;

    public static string SiteLabel(this AnalysisResults results, string code) => LabelOf(results.Sites, code);

    /// <summary>The words for an arm where room is short: its label, or its code where the label is long.</summary>
    public static string ShortArm(this AnalysisResults results, string code)
    {
        var label = LabelOf(results.Arms, code);
        return label.Length <= LongestArmInColumn ? label : code;
    }

    public static string ArmLabel(this AnalysisResults results, string code) => LabelOf(results.Arms, code);

    /// <summary>Arms under the short words.</summary>
    public static IReadOnlyList<Labelled> ShortArms(this AnalysisResults results) =>
        [.. results.Arms.Select(arm => arm with { Label = results.ShortArm(arm.Code) })];

    public static RateCell? Cell(this VisitResult visit, string? site, string? arm) =>
        visit.Rates.FirstOrDefault(cell => cell.Site == site && cell.Arm == arm);

    /// <summary>The visits an outcome is judged at; the last one where the specification names none.</summary>
    public static IReadOnlyList<VisitResult> JudgedVisits(this OutcomeResult outcome)
    {
        var headline = outcome.Visits.Where(visit => visit.Headline).ToList();
        return headline.Count > 0 ? headline : [.. outcome.Visits.TakeLast(1)];
    }

    public static IEnumerable<OutcomeResult> Headlines(this AnalysisResults results) => results.Outcomes.Where(outcome => outcome.Headline);

    public static IEnumerable<OutcomeResult> Alternatives(this AnalysisResults results) => results.Outcomes.Where(outcome => !outcome.Headline);

    /// <summary>Whether a time course has anything to show: rates at two visits or more.</summary>
    public static bool HasCourse(this OutcomeResult outcome) =>
        outcome.Visits.Count(visit => visit.Rates.Any(cell => cell.Site is null && cell.Wilson is not null)) > 1;

    /// <summary>"Indomethacin minus Placebo", in the words of a heading.</summary>
    public static string Versus(this AnalysisResults results, ArmComparison comparison) =>
        $"{results.ShortArm(comparison.Arm)} against {results.ShortArm(comparison.Reference)}";

    private static string LabelOf(IEnumerable<Labelled> labels, string code) =>
        labels.FirstOrDefault(labelled => labelled.Code == code)?.Label ?? code;
}

/// <summary>The method whose interval stands for the risk difference in a comparison: the first of the three that its pooled table defines.</summary>
internal sealed record DifferenceMethod(string Name, Func<EffectEstimates, Estimate?> Of)
{
    private static readonly DifferenceMethod[] InOrder =
    [
        new("Newcombe", effect => effect.RiskDifferenceNewcombe),
        new("Miettinen–Nurminen", effect => effect.RiskDifferenceMiettinenNurminen),
        new("Wald", effect => effect.RiskDifferenceWald),
    ];

    public static DifferenceMethod For(ArmComparison comparison) =>
        Array.Find(InOrder, method => method.Of(comparison.Pooled) is not null) ?? InOrder[0];
}
