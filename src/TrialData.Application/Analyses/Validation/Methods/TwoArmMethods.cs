using TrialData.Statistics;

namespace TrialData.Application.Analyses.Validation;

/// <summary>Family 02: arm 1, <c>x1</c> of <c>n1</c>, against arm 0, <c>x2</c> of <c>n2</c>.</summary>
internal static class TwoArmMethods
{
    internal static readonly Dictionary<string, CaseMethod> All = new(StringComparer.Ordinal)
    {
        ["rd-wald"] = input =>
        {
            var wald = WaldDifference.Interval(input.Table(), input.Confidence);
            return new NamedValues("rd", wald?.Value).And("se", wald?.StandardError).AndLimits(wald);
        },
        ["rd-wald-cc"] = input => Named("rd", WaldDifference.WithContinuityCorrection(input.Table(), input.Confidence)),
        ["rd-haldane"] = input => Named("rd", Beal.Haldane(input.Table(), input.Confidence)),
        ["rd-jeffreys-perks"] = input => Named("rd", Beal.JeffreysPerks(input.Table(), input.Confidence)),
        ["rd-newcombe"] = input => Named("rd", Newcombe.Difference(input.Table(), input.Confidence)),
        ["rd-newcombe-cc"] = input => Named("rd", Newcombe.DifferenceWithContinuityCorrection(input.Table(), input.Confidence)),
        ["rd-agresti-caffo"] = input =>
            Named("rd", AgrestiCaffo.Difference(input.Table(), input.Confidence)).And("centre", AgrestiCaffo.Centre(input.Table())),
        ["rd-miettinen-nurminen"] = input => Named("rd", MiettinenNurminen.Difference(input.Table(), input.Confidence)),
        ["rd-mee"] = input => Named("rd", Mee.Difference(input.Table(), input.Confidence)),
        ["rd-noninferiority-score"] = AgainstMargin,
        ["rr-katz-log"] = input =>
        {
            var katz = RiskRatio.KatzLog(input.Table(), input.Confidence);
            return new NamedValues("rr", input.Table().RiskRatio).And("log_se", katz?.StandardError).AndLimits(katz);
        },
        ["rr-walter-half"] = input => Logarithmic("rr", RiskRatio.WalterHalf(input.Table(), input.Confidence)),
        ["rr-miettinen-nurminen"] = input => Named("rr", MiettinenNurminen.Ratio(input.Table(), input.Confidence)),
        ["rr-koopman"] = input => Named("rr", Koopman.Ratio(input.Table(), input.Confidence)),
        ["rr-mover"] = input => Named("rr", Mover.Ratio(input.Table(), input.Confidence)),
        ["or-mover"] = input => Named("or", Mover.OddsRatio(input.Table(), input.Confidence)),
        ["or-cornfield"] = input => Named("or", Cornfield.OddsRatio(input.Table(), input.Confidence)),
        ["or-woolf"] = input =>
        {
            var woolf = OddsRatio.Woolf(input.Table(), input.Confidence);
            return new NamedValues("or", input.Table().OddsRatio).And("log_se", woolf?.StandardError).AndLimits(woolf);
        },
        ["or-haldane-anscombe"] = input => Logarithmic("or", OddsRatio.HaldaneAnscombe(input.Table(), input.Confidence)),
        ["or-conditional-exact"] = input => Named("or", ConditionalOddsRatio.Exact(input.Table(), input.Confidence)),
        ["or-midp"] = input => Named("or", ConditionalOddsRatio.MidP(input.Table(), input.Confidence)),
        ["or-miettinen-nurminen"] = input => Named("or", MiettinenNurminen.OddsRatio(input.Table(), input.Confidence)),
        ["chisq"] = ChiSquaredTests,
        ["fisher"] = FisherTest,
        ["exact-unconditional"] = input =>
        {
            var (barnard, boschloo) = (ExactUnconditional.Barnard(input.Table()), ExactUnconditional.Boschloo(input.Table()));
            return new NamedValues("barnard.statistic", barnard?.Statistic)
                .And("barnard.p_two", barnard?.TwoSided)
                .And("barnard.p_greater", barnard?.Greater)
                .And("boschloo.p_two", boschloo?.TwoSided)
                .And("boschloo.p_greater", boschloo?.Greater);
        },
        ["nnt"] = NumberNeeded,
    };

    // The margin of the cases that do not state one.
    private const double UsualMargin = -0.10;

    private static NamedValues Named(string measure, Estimate? estimate) => new NamedValues(measure, estimate?.Value).AndLimits(estimate);

    private static NamedValues Logarithmic(string measure, WaldEstimate? estimate) =>
        Named(measure, estimate).And("log_se", estimate?.StandardError);

    private static NamedValues AgainstMargin(CaseInput input)
    {
        var margin = input.Number("margin", UsualMargin);
        var farringtonManning = FarringtonManning.AboveMargin(input.Table(), margin);
        var miettinenNurminen = MiettinenNurminen.AboveMargin(input.Table(), margin);
        return new NamedValues("margin", margin)
            .And("fm.z", farringtonManning?.Z)
            .And("fm.p_greater", farringtonManning?.P)
            .And("mn.z", miettinenNurminen?.Z)
            .And("mn.p_greater", miettinenNurminen?.P);
    }

    private static NamedValues ChiSquaredTests(CaseInput input)
    {
        var table = input.Table();
        var (pearson, yates) = (ChiSquared.Test(table), ChiSquared.WithContinuityCorrection(table));
        var (nMinusOne, likelihoodRatio) = (ChiSquared.NMinusOne(table), ChiSquared.LikelihoodRatio(table));
        return new NamedValues("chisq", pearson?.Statistic)
            .And("df", pearson?.DegreesOfFreedom)
            .And("p", pearson?.P)
            .And("yates.chisq", yates?.Statistic)
            .And("yates.p", yates?.P)
            .And("n_minus_1.chisq", nMinusOne?.Statistic)
            .And("n_minus_1.p", nMinusOne?.P)
            .And("g", likelihoodRatio?.Statistic)
            .And("g.p", likelihoodRatio?.P);
    }

    private static NamedValues FisherTest(CaseInput input)
    {
        var test = Fisher.Test(input.Table());
        return new NamedValues("two", test.TwoSided)
            .And("less", test.Less)
            .And("greater", test.Greater)
            .And("midp_two", test.MidPTwoSided)
            .And("midp_greater", test.MidPGreater)
            .And("central", test.Central)
            .And("midp_central", test.MidPCentral);
    }

    private static NamedValues NumberNeeded(CaseInput input)
    {
        var number = NumberNeededToTreat.From(input.Table(), input.Confidence);
        return new NamedValues("nnt", number?.Value)
            .And("at_rd_lower", number?.AtLowerDifference)
            .And("at_rd_upper", number?.AtUpperDifference)
            .And("disjoint", number is { } defined ? Convert.ToDouble(defined.IsDisjoint) : null);
    }
}
