using TrialData.Application.Reporting.Figures;
using Xunit;

namespace TrialData.Application.Tests.Reporting;

public sealed class TextMeasureTests
{
    [Fact]
    public void Narrow_letters_take_less_room_than_wide_ones() =>
        Assert.True(TextMeasure.Width("illi", 13) * 3 < TextMeasure.Width("MWWM", 13));

    [Fact]
    public void An_accent_adds_nothing() =>
        Assert.Equal(TextMeasure.Width("Etienne", 13), TextMeasure.Width("Étienne", 13));

    [Theory]
    [InlineData("Barnet, Enfield and Haringey Mental Health NHS Trust")]
    [InlineData("Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch")]
    [InlineData("a 😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀")]
    [InlineData("")]
    public void Lines_fit_their_width(string text)
    {
        var lines = TextMeasure.Wrap(text, 100, 13, mostLines: 2);

        Assert.InRange(lines.Count, 1, 2);
        Assert.All(lines, line => Assert.True(TextMeasure.Width(line, 13) <= 100, line));
    }

    [Fact]
    public void Text_that_fits_is_not_cut() =>
        Assert.Equal(["North East London", "NHS Trust"], TextMeasure.Wrap("North East London NHS Trust", 125, 13, mostLines: 2));

    [Fact]
    public void Text_that_does_not_fit_ends_in_an_ellipsis() =>
        Assert.EndsWith("…", TextMeasure.Ellipsise("A name that goes on and on", 60, 13), StringComparison.Ordinal);
}
