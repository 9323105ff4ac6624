using Xunit;

namespace TrialData.Statistics.Tests.Properties;

public class Clusters
{
    [Fact]
    public void That_are_each_all_alike_correlate_wholly()
    {
        var icc = IntraclusterCorrelation.Of([1, 1, 0, 0, 1, 1], [7, 7, 8, 8, 9, 9])!;

        Assert.Equal((1, double.PositiveInfinity, 0), (icc.Value, icc.F.Statistic, icc.F.P));
        Assert.Equal((1, 1), (icc.ByF.Lower, icc.ByF.Upper));
        Assert.Equal(1, BinaryIntraclusterCorrelation.FleissCuzick([1, 1, 0, 0], [1, 1, 2, 2]));
    }

    [Fact]
    public void Without_variation_have_none()
    {
        Assert.True(double.IsNaN(IntraclusterCorrelation.Of([1, 1, 1, 1], [1, 1, 2, 2])!.Value));
        Assert.Null(IntraclusterCorrelation.Of([1, 0], [1, 1]));
        Assert.Null(IntraclusterCorrelation.Of([1, 0], [1, 2]));
        Assert.Null(BinaryIntraclusterCorrelation.FleissCuzick([0, 0, 0], [1, 1, 2]));
        Assert.Null(BinaryIntraclusterCorrelation.PearsonPairwise([1, 0], [1, 2]));
    }

    [Fact]
    public void Name_what_is_wrong_with_them()
    {
        Assert.Equal("outcomes[1]", Assert.Throws<ArgumentOutOfRangeException>(() => IntraclusterCorrelation.Of([1, double.NaN], [1, 2])).ParamName);
        Assert.Throws<ArgumentException>(() => IntraclusterCorrelation.Of([1, 0], [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => IntraclusterCorrelation.Of([1, 0], [1, 2], confidence: 1));
    }
}
