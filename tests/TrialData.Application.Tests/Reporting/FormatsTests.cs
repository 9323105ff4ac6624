using System.Globalization;
using TrialData.Application.Reporting;
using TrialData.Statistics;
using Xunit;

namespace TrialData.Application.Tests.Reporting;

public sealed class FormatsTests
{
    [Theory]
    [InlineData(0.6125, "61.3\u00A0%")]
    [InlineData(0.0005, "0.1\u00A0%")]
    [InlineData(0.00049, "0.0\u00A0%")]
    [InlineData(1, "100.0\u00A0%")]
    public void Percentages_have_one_decimal_and_ties_go_away_from_zero(double proportion, string text) =>
        Assert.Equal(text, Formats.Percent(proportion));

    [Theory]
    [InlineData(-0.07786, "\u22127.8")]
    [InlineData(-0.1125, "\u221211.3")]
    [InlineData(-0.0004, "0.0")]
    [InlineData(double.NegativeInfinity, "\u2212∞")]
    [InlineData(double.NaN, "not defined")]
    public void Differences_are_points_with_a_true_minus(double difference, string text) =>
        Assert.Equal(text, Formats.Points(difference));

    [Theory]
    [InlineData(0.5404, "0.54")]
    [InlineData(0.0672, "0.067")]
    [InlineData(22.44, "22.4")]
    [InlineData(1234.5, "1235")]
    [InlineData(0, "0.00")]
    [InlineData(3e20, "3.0E+20")]
    [InlineData(double.PositiveInfinity, "∞")]
    public void Ratios_keep_the_digits_that_matter(double ratio, string text) =>
        Assert.Equal(text, Formats.Ratio(ratio));

    [Theory]
    [InlineData(0.00596, "0.00596")]
    [InlineData(0.0009999, "<\u00A00.001")]
    [InlineData(0.001, "0.00100")]
    [InlineData(0.04949, "0.0495")]
    [InlineData(0.09996, "0.100")]
    [InlineData(0.5, "0.500")]
    [InlineData(0.9999, "1.00")]
    [InlineData(1, "1.00")]
    [InlineData(0, "<\u00A00.001")]
    public void P_values_have_three_significant_digits(double p, string text) =>
        Assert.Equal(text, Formats.PValue(p));

    [Theory]
    [InlineData("61", "61", "+61", "61.0\u00A0%")]
    [InlineData("-2.0455", "\u22122.046", "\u22122.046", "\u22122.0\u00A0%")]
    [InlineData("0.50", "0.5", "+0.5", "0.5\u00A0%")]
    [InlineData("-0.0004", "0", "0", "0.0\u00A0%")]
    [InlineData("25.581395348837209302325581395", "25.581", "+25.581", "25.6\u00A0%")]
    public void Scores_have_as_many_as_three_decimals_and_changes_their_sign(string value, string score, string change, string percent)
    {
        var number = decimal.Parse(value, CultureInfo.InvariantCulture);

        Assert.Equal((score, change, percent), (Formats.Score(number), Formats.ScoreChange(number), Formats.PercentOf(number)));
    }

    [Fact]
    public void Limits_are_joined_by_a_word() =>
        Assert.Equal("\u22127.8 (\u221213.1 to \u22122.5)", Formats.WithLimits(new Estimate(-0.07786, -0.1312, -0.0245), Formats.Points));

    [Fact]
    public void An_instant_is_written_in_UTC_with_its_month_in_words() =>
        Assert.Equal("17 March 2027, 14:05 UTC", Formats.Instant(new DateTimeOffset(2027, 3, 17, 16, 5, 0, TimeSpan.FromHours(2))));
}
