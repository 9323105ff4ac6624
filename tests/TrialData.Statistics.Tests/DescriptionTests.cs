using Xunit;

namespace TrialData.Statistics.Tests;

public sealed class DescriptionTests
{
    // R: datasets::sleep$extra[1:10], the data of Student 1908: mean 0.75, sd 1.789010, quantile -0.175, 0.35, 1.7 (printed by summary as -0.175 0.350 1.700).
    private static readonly double[] Student = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];

    [Fact]
    public void Gives_the_figures_that_R_prints()
    {
        var description = Description.Of(Student)!;

        Assert.Equal(10, description.N);
        Assert.Equal(0.75, description.Mean, 12);
        Assert.Equal(1.789010, description.StandardDeviation!.Value, 6);
        Assert.Equal(-0.175, description.LowerQuartile, 12);
        Assert.Equal(0.35, description.Median, 12);
        Assert.Equal(1.7, description.UpperQuartile, 12);
        Assert.Equal(-1.6, description.Minimum);
        Assert.Equal(3.7, description.Maximum);
    }

    [Fact]
    public void Keeps_a_small_spread_beside_a_large_mean()
    {
        var description = Description.Of([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16])!;

        Assert.Equal(Math.Sqrt(30), description.StandardDeviation!.Value, 9);
    }

    [Fact]
    public void One_number_has_no_standard_deviation() => Assert.Null(Description.Of([2.5])!.StandardDeviation);

    [Fact]
    public void No_number_has_no_description() => Assert.Null(Description.Of([]));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_number_that_is_not_finite_is_an_error(double value) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Description.Of([1, value]));
}
