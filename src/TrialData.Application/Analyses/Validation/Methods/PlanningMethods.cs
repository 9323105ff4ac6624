using TrialData.Statistics;

namespace TrialData.Application.Analyses.Validation;

/// <summary>Family 07: sizes and power.</summary>
internal static class PlanningMethods
{
    internal static readonly Dictionary<string, CaseMethod> All = new(StringComparer.Ordinal)
    {
        ["n-two-proportions"] = Proportions(plan =>
        {
            var (pooled, corrected) = (TwoProportionsPlan.Pooled(plan.P1, plan.P2, plan.Alpha, plan.Power), TwoProportionsPlan.WithContinuityCorrection(plan.P1, plan.P2, plan.Alpha, plan.Power));
            return new NamedValues("n_per_arm.pooled", pooled.N1)
                .And("n_per_arm.pooled.ceil", Math.Ceiling(pooled.N1))
                .And("n_per_arm.strict", TwoProportionsPlan.PooledBothTails(plan.P1, plan.P2, plan.Alpha, plan.Power).N1)
                .And("n_per_arm.unpooled", TwoProportionsPlan.Unpooled(plan.P1, plan.P2, plan.Alpha, plan.Power).N1)
                .And("n_per_arm.arcsine", TwoProportionsPlan.Arcsine(plan.P1, plan.P2, plan.Alpha, plan.Power).N1)
                .And("n_per_arm.pooled_cc", corrected.N1)
                .And("n_per_arm.pooled_cc.ceil", Math.Ceiling(corrected.N1))
                .And("n_total", pooled.Total)
                .And("n_total_cc", corrected.Total);
        }),
        ["n-two-proportions-unequal"] = input =>
        {
            var (p1, p2, alpha, power, ratio) = (input.Number("p1"), input.Number("p2"), input.Number("alpha"), input.Number("power"), input.Number("ratio"));
            var (pooled, corrected) = (TwoProportionsPlan.Pooled(p1, p2, alpha, power, ratio), TwoProportionsPlan.WithContinuityCorrection(p1, p2, alpha, power, ratio));
            return new NamedValues().AndSizes(pooled, string.Empty).AndSizes(corrected, "_cc");
        },
        ["power-two-proportions"] = input =>
        {
            var (n, p1, p2, alpha) = (input.Number("n_given"), input.Number("p1"), input.Number("p2"), input.Number("alpha"));
            return new NamedValues("power", TwoProportionsPlan.Power(n, p1, p2, alpha))
                .And("power.strict", TwoProportionsPlan.PowerBothTails(n, p1, p2, alpha))
                .And("power_cc", TwoProportionsPlan.PowerWithContinuityCorrection(n, p1, p2, alpha));
        },
        ["cluster-design-effect"] = ClusterDesignEffect,
        ["n-two-means"] = TwoMeans,
        ["events-logrank"] = input =>
        {
            var (hazardRatio, alpha, power, share) = (input.Number("hr"), input.Number("alpha"), input.Number("power"), input.Number("alloc"));
            var events = LogRankPlan.EventsSchoenfeld(hazardRatio, alpha, power, share);
            return new NamedValues("events_schoenfeld", events)
                .And("events_freedman_1to1", share == Half ? LogRankPlan.EventsFreedman(hazardRatio, alpha, power) : null)
                .And("n_total", LogRankPlan.Participants(events, input.Number("p_event")));
        },
        ["exact-power-enumeration"] = input =>
        {
            var (n1, n2, p1, p2, alpha) = ((int)input.Count("n1"), (int)input.Count("n2"), input.Number("p1"), input.Number("p2"), input.Number("alpha"));
            return new NamedValues("power_fisher", ExactPower.OfFisher(n1, n2, p1, p2, alpha))
                .And("power_chisq", ExactPower.OfChiSquared(n1, n2, p1, p2, alpha))
                .And("size_fisher_at_p2", ExactPower.OfFisher(n1, n2, p2, p2, alpha))
                .And("size_chisq_at_p2", ExactPower.OfChiSquared(n1, n2, p2, p2, alpha));
        },
    };

    private const double Half = 0.5;

    private static CaseMethod Proportions(Func<(double P1, double P2, double Alpha, double Power), NamedValues> plan) =>
        input => plan((input.Number("p1"), input.Number("p2"), input.Number("alpha"), input.Number("power")));

    private static NamedValues AndSizes(this NamedValues values, ArmSizes sizes, string ending) =>
        values.And($"n1{ending}", sizes.N1).And($"n2{ending}", sizes.N2).And($"n1{ending}.ceil", Math.Ceiling(sizes.N1)).And($"n2{ending}.ceil", Math.Ceiling(sizes.N2));

    private static NamedValues ClusterDesignEffect(CaseInput input)
    {
        var (size, correlation) = (input.Number("m"), input.Number("icc"));
        var alone = TwoProportionsPlan.Pooled(input.Number("p1"), input.Number("p2"), input.Number("alpha"), input.Number("power"));
        var (effect, withVariation) = (ClusterPlan.DesignEffect(size, correlation), ClusterPlan.DesignEffect(size, correlation, input.Number("cv")));
        var (equal, unequal) = (alone.Times(effect), alone.Times(withVariation));
        var recruited = unequal.BeforeAttrition(input.Number("attrition"));
        return new NamedValues("n_individual", alone.N1)
            .And("deff", effect)
            .And("deff_cv", withVariation)
            .And("n_per_arm", equal.N1)
            .And("n_per_arm_cv", unequal.N1)
            .And("n_per_arm_cv_attrition", recruited.N1)
            .And("n_per_arm_cv_attrition.ceil", Math.Ceiling(recruited.N1))
            .And("clusters_per_arm", equal.N1 / size)
            .And("clusters_per_arm.ceil", Math.Ceiling(equal.N1 / size))
            .And("clusters_per_arm_cv_attrition.ceil", Math.Ceiling(recruited.N1 / size));
    }

    private static NamedValues TwoMeans(CaseInput input)
    {
        var (difference, deviation, alpha, power) = (input.Number("delta"), input.Number("sd"), input.Number("alpha"), input.Number("power"));
        var t = TwoMeansPlan.T(difference, deviation, alpha, power).N1;
        return new NamedValues("n_per_arm.t", t)
            .And("n_per_arm.t.ceil", Math.Ceiling(t))
            .And("n_per_arm.t_strict", TwoMeansPlan.TBothTails(difference, deviation, alpha, power).N1)
            .And("n_per_arm.z", TwoMeansPlan.Normal(difference, deviation, alpha, power).N1)
            .And("n_per_arm.ancova", TwoMeansPlan.Ancova(difference, deviation, input.Number("rho"), alpha, power).N1)
            .And("power_at_n", TwoMeansPlan.Power(input.Number("n_given"), difference, deviation, alpha));
    }
}
