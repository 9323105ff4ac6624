using Xunit;

namespace TrialData.Statistics.Tests.Properties;

public class ExactTests
{
    // By the definition: the acceptability just outside a limit is below alpha, just inside at least alpha.
    [Theory]
    [InlineData(3, 10, 0.95)]
    [InlineData(1, 29, 0.95)]
    [InlineData(0, 20, 0.95)]
    [InlineData(20, 20, 0.9)]
    [InlineData(15, 148, 0.99)]
    [InlineData(7, 8, 0.8)]
    [InlineData(81, 263, 0.95)]
    public void Blakers_limits_are_where_outcomes_become_acceptable(int x, int n, double confidence)
    {
        var interval = Blaker.Interval(x, n, confidence);
        var widest = ClopperPearson.Interval(x, n, confidence);

        Assert.InRange(interval.Lower, widest.Lower, interval.Value);
        Assert.InRange(interval.Upper, interval.Value, widest.Upper);
        const double step = 1e-9;
        if (x > 0)
        {
            Assert.True(Acceptability(x, n, interval.Lower - step) < 1 - confidence + 1e-7 && Acceptability(x, n, interval.Lower + step) >= 1 - confidence);
            Assert.All(Enumerable.Range(1, 200), part => Assert.True(Acceptability(x, n, interval.Lower * part / 201) < 1 - confidence));
        }

        if (x < n)
        {
            Assert.True(Acceptability(x, n, interval.Upper + step) < 1 - confidence + 1e-7 && Acceptability(x, n, interval.Upper - step) >= 1 - confidence);
            Assert.All(Enumerable.Range(1, 200), part => Assert.True(Acceptability(x, n, 1 - ((1 - interval.Upper) * part / 201)) < 1 - confidence));
        }
    }

    [Fact]
    public void Blakers_limits_turn_with_the_outcome()
    {
        var (three, seven) = (Blaker.Interval(3, 10), Blaker.Interval(7, 10));
        Assert.Equal(three.Lower, 1 - seven.Upper, 1e-14);
        Assert.Equal(three.Upper, 1 - seven.Lower, 1e-14);
        Assert.Throws<ArgumentOutOfRangeException>(() => Blaker.Interval(4, 3));
    }

    [Fact]
    public void Boschloo_is_never_above_fisher_and_both_hold_their_level()
    {
        for (var a = 0; a <= 6; a++)
        {
            for (var c = 0; c <= 9; c++)
            {
                var table = new TwoByTwo(a, 6, c, 9);
                var (fisher, boschloo, barnard) = (Fisher.Test(table), ExactUnconditional.Boschloo(table)!.Value, ExactUnconditional.Barnard(table)!.Value);
                Assert.True(boschloo.Greater <= fisher.Greater + 1e-12 && boschloo.Less <= fisher.Less + 1e-12);
                Assert.InRange(barnard.TwoSided, 0, 1);
                Assert.Equal(barnard.Greater, ExactUnconditional.Barnard(new TwoByTwo(c, 9, a, 6))!.Value.Less, 1e-9);
            }
        }
    }

    [Fact]
    public void Need_two_arms_that_are_not_huge()
    {
        Assert.Null(ExactUnconditional.Barnard(new TwoByTwo(0, 0, 1, 2)));
        Assert.Null(ExactUnconditional.Boschloo(new TwoByTwo(1, 2, 0, 0)));
        Assert.Equal("table", Assert.Throws<ArgumentOutOfRangeException>(() => ExactUnconditional.Barnard(new TwoByTwo(1, 10_001, 1, 2))).ParamName);
    }

    [Fact]
    public void Movers_ratio_opens_where_an_arm_is_all_or_none()
    {
        Assert.Equal((0, double.PositiveInfinity), (Mover.Ratio(new TwoByTwo(0, 9, 0, 7))!.Value.Lower, Mover.Ratio(new TwoByTwo(0, 9, 0, 7))!.Value.Upper));
        Assert.Null(Mover.OddsRatio(new TwoByTwo(9, 9, 0, 7)));
        Assert.Equal(0, Mover.OddsRatio(new TwoByTwo(29, 55, 11, 11))!.Value.Lower);

        // The limit of the formula, by an arm that comes ever nearer to it.
        var near = Mover.OddsRatio(new TwoByTwo(29, 55, 11, 11))!.Value.Upper;
        Assert.InRange(near, 0.3, 0.5);
    }

    private static double Acceptability(int x, int n, double p)
    {
        double[] outcomes = [.. Enumerable.Range(0, n + 1).Select(k => Binomial(k, n, p))];
        double AtMost(int k) => outcomes.Take(k + 1).Sum();
        double AtLeast(int k) => outcomes.Skip(k).Sum();
        var (left, right) = (AtMost(x), AtLeast(x));
        return left < right
            ? left + Enumerable.Range(0, n + 2).Select(AtLeast).Where(tail => tail <= left).Max()
            : right + Enumerable.Range(-1, n + 2).Select(AtMost).Where(tail => tail <= right).Max();
    }

    private static double Binomial(int k, int n, double p) =>
        Math.Exp(Enumerable.Range(1, k).Sum(i => Math.Log((double)(n - k + i) / i)) + (k * Math.Log(p)) + ((n - k) * Math.Log(1 - p)));
}
