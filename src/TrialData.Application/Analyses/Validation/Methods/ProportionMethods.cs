using TrialData.Statistics;

namespace TrialData.Application.Analyses.Validation;

/// <summary>Family 01: one proportion, <c>x</c> events out of <c>n</c>.</summary>
internal static class ProportionMethods
{
    internal static readonly Dictionary<string, CaseMethod> All = new(StringComparer.Ordinal)
    {
        ["wilson"] = input => Interval(input, Wilson.Interval),
        ["wilson-cc"] = input => Interval(input, Wilson.WithContinuityCorrection),
        ["clopper-pearson"] = input => Interval(input, ClopperPearson.Interval),
        ["jeffreys"] = input => Interval(input, Jeffreys.Interval).AndLimits(Estimate(input, Jeffreys.EqualTailed), "raw_"),
        ["agresti-coull"] = input => Interval(input, AgrestiCoull.Interval).AndLimits(Estimate(input, AgrestiCoull.Clipped), "clipped_"),
        ["wald"] = input => Interval(input, WaldProportion.Interval),
        ["mid-p"] = input => Interval(input, MidP.Interval),
        ["binom-test"] = ExactTest,
    };

    // The hypothesis of the cases that do not state one.
    private const double EvenChance = 0.5;

    private static NamedValues Interval(CaseInput input, Func<long, long, double, Estimate> method)
    {
        var estimate = Estimate(input, method);
        return new NamedValues("estimate", estimate.Value).AndLimits(estimate);
    }

    private static Estimate Estimate(CaseInput input, Func<long, long, double, Estimate> method) =>
        method(input.Count("x"), input.Count("n"), input.Confidence);

    private static NamedValues ExactTest(CaseInput input)
    {
        var (x, n) = (input.Count("x"), input.Count("n"));
        var test = BinomialTest.Test(x, n, input.Number("p0", EvenChance));
        return new NamedValues("estimate", (double)x / n)
            .And("p_two", test.TwoSided)
            .And("p_less", test.Less)
            .And("p_greater", test.Greater);
    }
}
