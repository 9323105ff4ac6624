using Xunit;

namespace TrialData.Statistics.Tests.Properties;

public class TwoArmComparisons
{
    // 95 % point of the chi-squared distribution on one degree of freedom.
    private const double Critical = 3.841458820694124;

    private static readonly Dictionary<string, Func<TwoByTwo, Estimate?>> Differences = new(StringComparer.Ordinal)
    {
        ["Wald"] = table => WaldDifference.Interval(table),
        ["Newcombe"] = table => Newcombe.Difference(table),
        ["Newcombe with continuity correction"] = table => Newcombe.DifferenceWithContinuityCorrection(table),
        ["Agresti–Caffo"] = table => AgrestiCaffo.Difference(table),
        ["Miettinen–Nurminen"] = table => MiettinenNurminen.Difference(table),
        ["Mee"] = table => Mee.Difference(table),
    };

    private static readonly Dictionary<string, Func<TwoByTwo, Estimate?>> Ratios = new(StringComparer.Ordinal)
    {
        ["Katz"] = table => RiskRatio.KatzLog(table),
        ["Walter"] = table => RiskRatio.WalterHalf(table),
        ["Miettinen–Nurminen"] = table => MiettinenNurminen.Ratio(table),
        ["Koopman"] = table => Koopman.Ratio(table),
        ["Woolf"] = table => OddsRatio.Woolf(table),
        ["Haldane–Anscombe"] = table => OddsRatio.HaldaneAnscombe(table),
        ["Miettinen–Nurminen odds"] = table => MiettinenNurminen.OddsRatio(table),
        ["conditional exact"] = table => ConditionalOddsRatio.Exact(table),
        ["conditional mid-P"] = table => ConditionalOddsRatio.MidP(table),
    };

    public static TheoryData<string> DifferenceNames() => new(Differences.Keys);

    public static TheoryData<string> RatioNames() => new(Ratios.Keys);

    [Theory]
    [MemberData(nameof(DifferenceNames))]
    public void Change_the_sign_of_a_difference_with_the_arms(string method)
    {
        foreach (var table in Tables.Many())
        {
            var (one, other) = (Differences[method](table)!.Value, Differences[method](table.Swapped())!.Value);

            Close.To(-other.Value, one.Value);
            Close.To(-other.Upper, one.Lower);
            Close.To(-other.Lower, one.Upper);
        }
    }

    [Theory]
    [MemberData(nameof(DifferenceNames))]
    public void Keep_a_difference_inside_its_interval(string method)
    {
        foreach (var table in Tables.Many())
        {
            var interval = Differences[method](table)!.Value;

            Assert.True(interval.Lower <= interval.Upper);
            Assert.True(interval.Lower <= interval.Value && interval.Value <= interval.Upper || method == "Agresti–Caffo");
        }
    }

    [Theory]
    [MemberData(nameof(RatioNames))]
    public void Invert_a_ratio_with_the_arms(string method)
    {
        foreach (var table in Tables.Many())
        {
            var (one, other) = (Ratios[method](table), Ratios[method](table.Swapped()));

            Assert.Equal(one is null, other is null);
            if (one is { } ratio && other is { } inverse)
            {
                Close.To(1 / inverse.Value, ratio.Value);
                Close.To(1 / inverse.Upper, ratio.Lower);
                Close.To(1 / inverse.Lower, ratio.Upper);
            }
        }
    }

    [Theory]
    [InlineData("Woolf")]
    [InlineData("Haldane–Anscombe")]
    [InlineData("Miettinen–Nurminen odds")]
    [InlineData("conditional exact")]
    [InlineData("conditional mid-P")]
    public void Invert_an_odds_ratio_when_events_and_non_events_change_places(string method)
    {
        foreach (var table in Tables.Many())
        {
            if (Ratios[method](table) is { } ratio && Ratios[method](table.WithEventsTurned()) is { } turned)
            {
                Close.To(1 / turned.Upper, ratio.Lower);
                Close.To(1 / turned.Lower, ratio.Upper);
            }
        }
    }

    [Fact]
    public void Exclude_no_difference_exactly_when_the_score_test_rejects_it()
    {
        foreach (var table in Tables.Many().Where(table => ChiSquared.Test(table) is not null))
        {
            Assert.Equal(ChiSquared.Test(table)!.Value.Statistic > Critical, Excludes(Mee.Difference(table)!.Value, 0));
            Assert.Equal(ChiSquared.NMinusOne(table)!.Value.Statistic > Critical, Excludes(MiettinenNurminen.Difference(table)!.Value, 0));
            Assert.Equal(ChiSquared.Test(table)!.Value.Statistic > Critical, Excludes(Koopman.Ratio(table)!.Value, 1));
            Assert.Equal(ChiSquared.NMinusOne(table)!.Value.Statistic > Critical, Excludes(MiettinenNurminen.Ratio(table)!.Value, 1));
            Assert.Equal(ChiSquared.NMinusOne(table)!.Value.Statistic > Critical, Excludes(MiettinenNurminen.OddsRatio(table)!.Value, 1));
        }
    }

    [Fact]
    public void Exclude_an_odds_ratio_of_one_exactly_when_the_central_test_rejects_it()
    {
        foreach (var table in Tables.Many())
        {
            Assert.Equal(Fisher.Test(table).Central < 0.05, Excludes(ConditionalOddsRatio.Exact(table), 1));
            Assert.Equal(Fisher.Test(table).MidPCentral < 0.05, Excludes(ConditionalOddsRatio.MidP(table), 1));
        }
    }

    [Fact]
    public void Give_the_same_tests_whichever_arm_comes_first()
    {
        foreach (var table in Tables.Many())
        {
            var (one, other) = (Fisher.Test(table), Fisher.Test(table.Swapped()));

            Close.To(other.TwoSided, one.TwoSided);
            Close.To(other.Greater, one.Less);
            Close.To(ChiSquared.LikelihoodRatio(table.Swapped())?.Statistic ?? 0, ChiSquared.LikelihoodRatio(table)?.Statistic ?? 0);
            Assert.InRange(one.TwoSided, 0, 1);
        }
    }

    [Theory]
    [InlineData(0, 0, 3, 10)]
    [InlineData(3, 10, 0, 0)]
    [InlineData(0, 0, 0, 0)]
    public void Are_undefined_with_an_empty_arm(long x1, long n1, long x0, long n0)
    {
        var table = new TwoByTwo(x1, n1, x0, n0);

        Assert.All(Differences.Values, method => Assert.Null(method(table)));
        Assert.All(Ratios.Where(ratio => !ratio.Key.StartsWith("conditional", StringComparison.Ordinal)), ratio => Assert.Null(ratio.Value(table)));
        Assert.Null(ChiSquared.Test(table));
        Assert.Null(ChiSquared.WithContinuityCorrection(table));
        Assert.Null(NumberNeededToTreat.From(table));
        Assert.Null(FarringtonManning.AboveMargin(table, -0.1));
        Assert.Null(table.RiskDifference);
        Assert.Null(table.RiskRatio);
        Assert.Null(table.OddsRatio);
        Assert.Equal(1, Fisher.Test(table).TwoSided);
        Assert.Equal(new Estimate(double.NaN, 0, double.PositiveInfinity), ConditionalOddsRatio.Exact(table));
    }

    [Fact]
    public void Refuse_impossible_counts_by_name_and_value()
    {
        var tooMany = Assert.Throws<ArgumentOutOfRangeException>(() => new TwoByTwo(5, 4, 0, 4));
        Assert.Equal(("Events1", 5L), (tooMany.ParamName, tooMany.ActualValue));

        var negative = Assert.Throws<ArgumentOutOfRangeException>(() => new TwoByTwo(0, 4, -1, 4));
        Assert.Equal(("Events0", -1L), (negative.ParamName, negative.ActualValue));

        var size = Assert.Throws<ArgumentOutOfRangeException>(() => new TwoByTwo(0, -4, 0, 4));
        Assert.Equal("Events1", size.ParamName);

        var confidence = Assert.Throws<ArgumentOutOfRangeException>(() => Mee.Difference(new TwoByTwo(1, 2, 1, 2), 1));
        Assert.Equal(("confidence", 1.0), (confidence.ParamName, confidence.ActualValue));

        var margin = Assert.Throws<ArgumentOutOfRangeException>(() => MiettinenNurminen.AboveMargin(new TwoByTwo(1, 2, 1, 2), -10));
        Assert.Equal(("margin", -10.0), (margin.ParamName, margin.ActualValue));
    }

    [Fact]
    public void Refuse_counts_too_many_for_an_exact_method()
    {
        const long Half = 50_000_000;

        Assert.Throws<ArgumentOutOfRangeException>(() => Fisher.Test(new TwoByTwo(Half, 2 * Half, Half, 2 * Half)));
        Assert.Throws<ArgumentOutOfRangeException>(() => BinomialTest.Test(Half, 2 * Half));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TwoByTwo(0, long.MaxValue, 0, 1));
    }

    private static bool Excludes(Estimate interval, double value) => interval.Lower > value || interval.Upper < value;
}
