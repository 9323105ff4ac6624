using Xunit;

namespace TrialData.Statistics.Tests.Properties;

public class Planning
{
    [Theory]
    [InlineData(0.3, 0.45, 0.05, 0.8)]
    [InlineData(0.02, 0.06, 0.01, 0.9)]
    [InlineData(0.9, 0.7, 0.1, 0.95)]
    public void Gives_the_size_that_has_the_power(double p1, double p2, double alpha, double power)
    {
        Assert.Equal(power, TwoProportionsPlan.Power(TwoProportionsPlan.Pooled(p1, p2, alpha, power).N1, p1, p2, alpha), 1e-10);
        Assert.Equal(power, TwoProportionsPlan.PowerBothTails(TwoProportionsPlan.PooledBothTails(p1, p2, alpha, power).N1, p1, p2, alpha), 1e-10);
        Assert.Equal(TwoProportionsPlan.Pooled(p1, p2, alpha, power), TwoProportionsPlan.Pooled(p2, p1, alpha, power));
    }

    [Theory]
    [InlineData(5, 10, 0.9)]
    [InlineData(0.01, 1, 0.8)]
    [InlineData(1, 1, 0.99)]
    public void Of_means_gives_the_size_that_has_the_power(double difference, double deviation, double power)
    {
        Assert.Equal(power, TwoMeansPlan.Power(TwoMeansPlan.T(difference, deviation, 0.05, power).N1, difference, deviation), 1e-9);
        Assert.Equal(power, TwoMeansPlan.PowerBothTails(TwoMeansPlan.TBothTails(-difference, deviation, 0.05, power).N1, -difference, deviation), 1e-9);
    }

    // At the hypothesis an exact test never exceeds its level.
    [Fact]
    public void Of_fishers_test_holds_its_level()
    {
        for (var p = 0.05; p < 1; p += 0.05)
        {
            Assert.InRange(ExactPower.OfFisher(11, 14, p, p), 0, 0.05);
        }
    }

    [Fact]
    public void Rounds_up_by_arm()
    {
        Assert.Equal(22, new ArmSizes(10.2, 10.2).Total);
        Assert.Equal(new ArmSizes(20, 40), new ArmSizes(10, 20).BeforeAttrition(0.5));
        Assert.Equal(new ArmSizes(10, 20), new ArmSizes(10, 20).BeforeAttrition(0));
    }

    [Fact]
    public void Names_what_is_wrong()
    {
        Assert.Equal("p1", Assert.Throws<ArgumentOutOfRangeException>(() => TwoProportionsPlan.Pooled(0, 0.5)).ParamName);
        Assert.Equal("p2", Assert.Throws<ArgumentOutOfRangeException>(() => TwoProportionsPlan.Pooled(0.5, 0.5)).ParamName);
        Assert.Equal("power", Assert.Throws<ArgumentOutOfRangeException>(() => TwoProportionsPlan.Pooled(0.5, 0.4, 0.05, 0.05)).ParamName);
        Assert.Equal("alpha", Assert.Throws<ArgumentOutOfRangeException>(() => TwoProportionsPlan.Pooled(0.5, 0.4, double.NaN)).ParamName);
        Assert.Equal("ratio", Assert.Throws<ArgumentOutOfRangeException>(() => TwoProportionsPlan.Pooled(0.5, 0.4, ratio: 0)).ParamName);
        Assert.Equal("difference", Assert.Throws<ArgumentOutOfRangeException>(() => TwoMeansPlan.T(0, 1)).ParamName);
        Assert.Equal("n", Assert.Throws<ArgumentOutOfRangeException>(() => TwoMeansPlan.Power(1, 1, 1)).ParamName);
        Assert.Equal("hazardRatio", Assert.Throws<ArgumentOutOfRangeException>(() => LogRankPlan.EventsSchoenfeld(1)).ParamName);
        Assert.Equal("probability", Assert.Throws<ArgumentOutOfRangeException>(() => LogRankPlan.Participants(100, 0)).ParamName);
        Assert.Equal("correlation", Assert.Throws<ArgumentOutOfRangeException>(() => ClusterPlan.DesignEffect(20, -0.1)).ParamName);
        Assert.Equal("lost", Assert.Throws<ArgumentOutOfRangeException>(() => new ArmSizes(1, 1).BeforeAttrition(1)).ParamName);
        Assert.Equal("n1", Assert.Throws<ArgumentOutOfRangeException>(() => ExactPower.OfFisher(0, 3, 0.1, 0.2)).ParamName);
    }
}
