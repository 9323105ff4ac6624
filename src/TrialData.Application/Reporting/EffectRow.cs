using TrialData.Application.Analyses;
using TrialData.Statistics;

namespace TrialData.Application.Reporting;

/// <summary>The measures of a comparison as a long table: one row a measure, method and level.</summary>
internal sealed record EffectRow(
    string Level, string Site, int? StrataUsed, EffectEstimates? Counts, string Measure, string Method, Estimate? Estimate, TestResult? Test, double? P)
{
    public static IEnumerable<EffectRow> Of(ArmComparison comparison) =>
    [
        .. Table("pooled", site: "", comparison.Pooled),
        .. comparison.BySite.SelectMany(site => Table("site", site.Site, site.Effect)),
        .. comparison.Stratified is { } stratified ? Stratified(stratified) : [],
    ];

    private static IEnumerable<EffectRow> Table(string level, string site, EffectEstimates effect)
    {
        yield return Estimated("risk_difference", "newcombe", effect.RiskDifferenceNewcombe);
        yield return Estimated("risk_difference", "miettinen_nurminen", effect.RiskDifferenceMiettinenNurminen);
        yield return Estimated("risk_difference", "wald", effect.RiskDifferenceWald);
        yield return Estimated("risk_ratio", "log", effect.RiskRatio);
        yield return Estimated("odds_ratio", "log", effect.OddsRatio);
        yield return new(level, site, StrataUsed: null, effect, "test", "chi_squared", Estimate: null, effect.ChiSquared, effect.ChiSquared?.P);
        yield return new(level, site, StrataUsed: null, effect, "test", "fisher", Estimate: null, Test: null, effect.FisherP);

        EffectRow Estimated(string measure, string method, Estimate? estimate) =>
            new(level, site, StrataUsed: null, effect, measure, method, estimate, Test: null, P: null);
    }

    private static IEnumerable<EffectRow> Stratified(StratifiedEffect effect)
    {
        yield return Estimated("risk_difference", effect.RiskDifference);
        yield return Estimated("risk_ratio", effect.RiskRatio);
        yield return Estimated("odds_ratio", effect.OddsRatio);
        yield return Tested("cochran_mantel_haenszel", effect.CochranMantelHaenszel);
        yield return Tested("breslow_day", effect.BreslowDay);

        EffectRow Estimated(string measure, Estimate? estimate) =>
            new("stratified", "", effect.StrataUsed, Counts: null, measure, "mantel_haenszel", estimate, Test: null, P: null);

        EffectRow Tested(string method, TestResult? test) =>
            new("stratified", "", effect.StrataUsed, Counts: null, "test", method, Estimate: null, test, test?.P);
    }
}
