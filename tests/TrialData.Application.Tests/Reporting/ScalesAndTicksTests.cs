using TrialData.Application.Reporting.Figures;
using Xunit;

namespace TrialData.Application.Tests.Reporting;

public sealed class ScalesAndTicksTests
{
    [Fact]
    public void A_linear_scale_may_run_upwards() =>
        Assert.Equal(150, new LinearScale(0, 1, 200, 100).Place(0.5));

    [Fact]
    public void A_logarithmic_scale_gives_equal_ratios_equal_room() =>
        Assert.Equal(50, new LogScale(0.1, 10, 0, 100).Place(1), precision: 9);

    [Fact]
    public void Bands_share_the_room()
    {
        Assert.Equal(75, new BandScale(2, 0, 100).Centre(1));
        Assert.Equal(0, new BandScale(0, 0, 100).Step);
    }

    [Theory]
    [InlineData(-0.13, 0.27, new[] { -0.2, -0.1, 0, 0.1, 0.2, 0.3 })]
    [InlineData(0, 1, new[] { 0, 0.2, 0.4, 0.6, 0.8, 1 })]
    [InlineData(-1, 1, new[] { -1, -0.5, 0, 0.5, 1 })]
    public void Linear_ticks_are_round_and_enclose_the_range(double low, double high, double[] ticks) =>
        Assert.Equal(ticks, Ticks.Linear(low, high));

    [Theory]
    [InlineData(0.3, 4, new[] { 0.2, 0.5, 1, 2, 5 })]
    [InlineData(0.02, 50, new[] { 0.01, 0.1, 1, 10, 100 })]
    public void Logarithmic_ticks_are_round_and_enclose_the_range(double low, double high, double[] ticks) =>
        Assert.Equal(ticks, Ticks.Log(low, high));

    [Fact]
    public void A_range_without_length_is_refused() => Assert.Throws<ArgumentException>(() => Ticks.Linear(1, 1));

    [Fact]
    public void Numbers_of_a_drawing_have_two_decimals_and_no_negative_zero()
    {
        Assert.Equal("1.24", Svg.Number(1.235));
        Assert.Equal("0", Svg.Number(-0.001));
        Assert.Throws<ArgumentException>(() => Svg.Number(double.NaN));
    }
}
