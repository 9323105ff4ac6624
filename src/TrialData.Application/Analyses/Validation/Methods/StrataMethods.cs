using TrialData.Statistics;

namespace TrialData.Application.Analyses.Validation;

/// <summary>Family 03: two by two tables over <c>strata</c>, each with <c>x1, n1, x0, n0</c>.</summary>
internal static class StrataMethods
{
    internal static readonly Dictionary<string, CaseMethod> All = new(StringComparer.Ordinal)
    {
        ["mh-odds-ratio"] = input =>
        {
            var strata = input.Strata();
            return Ratio("or_mh", MantelHaenszel.CommonOddsRatio(strata), MantelHaenszel.OddsRatio(strata, input.Confidence))
                .And("strata_used", MantelHaenszel.StrataUsed(strata));
        },
        ["mh-risk-ratio"] = input =>
        {
            var strata = input.Strata();
            return Ratio("rr_mh", MantelHaenszel.CommonRiskRatio(strata), MantelHaenszel.RiskRatio(strata, input.Confidence));
        },
        ["mh-risk-difference"] = RiskDifference,
        ["cmh-test"] = input =>
        {
            var strata = input.Strata();
            return new NamedValues()
                .AndTest("cmh", CochranMantelHaenszel.Test(strata))
                .AndTest("cmh_cc", CochranMantelHaenszel.Test(strata, continuityCorrection: true))
                .AndTest("cmh_cc_capped", CochranMantelHaenszel.WithCappedCorrection(strata));
        },
        ["breslow-day"] = input => Homogeneity(input.Strata(), "bd", tarone: false).AndAll(Homogeneity(input.Strata(), "tarone", tarone: true)),
        ["exact-conditional"] = ExactConditional,
        ["woolf-test"] = input =>
        {
            var test = WoolfTest.Homogeneity(input.Strata());
            return new NamedValues("chisq", test?.Statistic).And("df", test?.DegreesOfFreedom).And("p", test?.P);
        },
    };

    private static NamedValues Ratio(string name, double? value, WaldEstimate? estimate) =>
        new NamedValues(name, value).And($"{name}.log_se", estimate?.StandardError).AndLimits(estimate, $"{name}.");

    private static NamedValues RiskDifference(CaseInput input)
    {
        var strata = input.Strata();
        var sato = MantelHaenszel.RiskDifference(strata, input.Confidence);
        var greenlandRobins = MantelHaenszel.RiskDifferenceGreenlandRobins(strata, input.Confidence);
        return new NamedValues("rd_mh", sato?.Value)
            .And("rd_mh.se_gr", greenlandRobins?.StandardError)
            .AndLimits(greenlandRobins, "rd_mh.gr.")
            .And("rd_mh.se_sato", sato?.StandardError)
            .AndLimits(sato, "rd_mh.sato.");
    }

    private static NamedValues Homogeneity(TwoByTwo[] strata, string name, bool tarone) =>
        new NamedValues($"{name}.chisq", BreslowDay.Statistic(strata, tarone))
            .And($"{name}.df", BreslowDay.DegreesOfFreedom(strata))
            .And($"{name}.p", BreslowDay.Test(strata, tarone)?.P);

    private static NamedValues ExactConditional(CaseInput input)
    {
        var strata = input.Strata();
        var estimate = ConditionalOddsRatio.ExactOverStrata(strata, input.Confidence);
        var test = Fisher.TestOverStrata(strata);
        return new NamedValues("cond_mle", estimate.Value)
            .AndLimits(estimate, "exact.")
            .And("exact.p", test.TwoSided)
            .And("exact.p_less", test.Less)
            .And("exact.p_greater", test.Greater);
    }

    private static NamedValues AndTest(this NamedValues values, string name, TestResult? test) =>
        values.And($"{name}.chisq", test?.Statistic).And($"{name}.p", test?.P);

    private static NamedValues AndAll(this NamedValues values, NamedValues others)
    {
        foreach (var (name, value) in others)
        {
            values.Add(name, value);
        }

        return values;
    }
}
