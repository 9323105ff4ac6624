using System.Globalization;
using System.Xml.Linq;
using TrialData.Application.Allocation.Clusters;
using TrialData.Application.Reporting.Figures;
using Xunit;

namespace TrialData.Application.Tests.Reporting;

public sealed class CoAllocationTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(32)]
    [InlineData(200)]
    public void Has_a_cell_for_every_pair_inside_the_picture(int clusters)
    {
        var drawing = DrawingOf(Of(clusters));
        var view = drawing.Attribute("viewBox")!.Value.Split(' ').Select(Read).ToList();
        var cells = Cells(drawing, "pair").Concat(Cells(drawing, "pair fixed")).Concat(Cells(drawing, "pair by-area")).ToList();

        Assert.Equal(clusters * (clusters - 1) / 2, cells.Count);
        Assert.Equal(cells.Count, cells.Select(cell => (Of(Rect(cell), "x"), Of(Rect(cell), "y"))).Distinct().Count());
        Assert.All(drawing.Descendants().Where(element => element.Name.LocalName == "rect"), rect =>
            Assert.True(Of(rect, "x") >= 0 && Of(rect, "x") + Of(rect, "width") <= view[2] && Of(rect, "y") >= 0 && Of(rect, "y") + Of(rect, "height") <= view[3]));
        Assert.All(drawing.Descendants().Where(element => element.Name.LocalName == "text" && element.Parent!.Attribute("transform") is null), text =>
        {
            var width = TextMeasure.Width(text.Value, text.Attribute("font-size") is { } size ? Read(size.Value) : Svg.TextSize, text.Attribute("font-weight") is not null);
            var left = Of(text, "x") - (text.Attribute("text-anchor")?.Value switch { "end" => width, "middle" => width / 2, _ => 0 });
            Assert.True(left >= 0 && left + width <= view[2], text.Value);
        });
    }

    // Blue below what independent clusters have, orange above, and the stronger the further from it.
    [Fact]
    public void Colours_a_pair_by_how_far_it_is_from_independence()
    {
        var drawing = DrawingOf(Of([Pair("A", "B", 0.5), Pair("A", "C", 0.25), Pair("A", "D", 0.75), Pair("B", "C", 0), Pair("B", "D", 1), Pair("C", "D", 0, isByArea: true)], clusters: ["A", "B", "C", "D"]));

        Assert.Equal(0, OpacityOf("A and B"));
        Assert.Equal(("#0072b2", 0.5), (ColourOf("A and C"), OpacityOf("A and C")));
        Assert.Equal(("#d55e00", 0.5), (ColourOf("A and D"), OpacityOf("A and D")));
        Assert.Equal((1, 1), (OpacityOf("B and C"), OpacityOf("B and D")));
        Assert.Equal(2, Cells(drawing, "pair fixed").Count());
        Assert.All(Cells(drawing, "pair fixed"), cell => Assert.Equal(2, cell.Elements().Count(element => element.Name.LocalName == "line")));
        Assert.Single(Assert.Single(Cells(drawing, "pair by-area")).Elements(), element => element.Name.LocalName == "circle");

        XElement CellOf(string names) => Assert.Single(drawing.Descendants(), element => element.Name.LocalName == "title" && element.Value.StartsWith(names, StringComparison.Ordinal)).Parent!;
        string ColourOf(string names) => Rect(CellOf(names)).Attribute("fill")!.Value;
        double OpacityOf(string names) => Of(Rect(CellOf(names)), "fill-opacity");
    }

    // The axis goes by the square root: a score of a quarter of the worst lies halfway.
    [Fact]
    public void Draws_the_cut_off_where_it_is_and_bars_as_high_as_their_numbers()
    {
        var assessed = Of([Pair("A", "B", 0.5)], ["A", "B"]) with { CutOff = 1, WorstScore = 4, Scores = [new(0, 1, 30, 30), new(1, 4, 60, 0)] };

        var drawing = DrawingOf(assessed);

        var bars = drawing.Descendants().Where(element => element.Attribute("class")?.Value == "scores").Select(bar => bar.Elements().Where(element => element.Name.LocalName == "rect").ToList()).ToList();
        var cut = Assert.Single(drawing.Elements(), element => element.Name.LocalName == "line" && element.Attribute("stroke-dasharray") is not null);
        Assert.Equal(Of(bars[1][0], "x"), Of(cut, "x1"), 0.1);
        Assert.Equal(Of(bars[0][0], "width"), Of(bars[1][0], "width"), 0.1);
        Assert.Equal(2 * Of(bars[0][0], "height"), Of(bars[1][0], "height"), 0.1);
        Assert.Equal(Of(bars[0][0], "height"), Of(bars[0][1], "height"));
        Assert.Equal(0, Of(bars[1][1], "height"));
    }

    [Fact]
    public void Says_in_words_and_in_its_table_what_it_shows()
    {
        var figure = CoAllocation.Draw("clusters", Of(8));

        Assert.Contains("28 pairs of 8 clusters", figure.Description, StringComparison.Ordinal);
        Assert.Equal(28, figure.Data.Groups[0].Rows.Count);
        Assert.Equal(2, figure.Data.Groups[1].Rows.Count);
    }

    [Fact]
    public void Has_no_map_where_nothing_is_acceptable()
    {
        var drawing = DrawingOf(Of([], ["A", "B"]) with { Acceptable = 0, CutOff = 0.001 });

        Assert.Empty(Cells(drawing, "pair"));
        Assert.Contains(drawing.Descendants(), element => element.Value == "No allocation is acceptable");
    }

    private static XElement DrawingOf(AssessedClusters assessed) => XDocument.Parse(CoAllocation.Draw("clusters", assessed).ToSvg()).Root!;

    private static AssessedPair Pair(string first, string second, double share, bool isByArea = false) => new(first, second, isByArea ? share : 0.5, share, isByArea);

    private static AssessedClusters Of(int clusters)
    {
        var codes = Enumerable.Range(1, clusters).Select(i => FormattableString.Invariant($"cluster number {i}")).ToList();
        return Of([.. codes.SelectMany((first, i) => codes.Skip(i + 1).Select((second, j) => Pair(first, second, (i + j) % 5 / 4.0)))], codes);
    }

    private static AssessedClusters Of(IReadOnlyList<AssessedPair> pairs, IReadOnlyList<string> clusters) => new(
        "constrained clusters 1", clusters, 1, 2, "100", IsEnumerated: true, 90, 30, 0.1, 0.5, 4, [new(0, 1, 30, 30), new(1, 4, 60, 0)],
        [], pairs, [.. pairs.Where(pair => pair.Acceptable >= 1)], [.. pairs.Where(pair => pair.Acceptable <= 0)], []);

    private static IEnumerable<XElement> Cells(XElement drawing, string name) => drawing.Descendants().Where(element => element.Attribute("class")?.Value == name);

    private static XElement Rect(XElement cell) => cell.Elements().First(element => element.Name.LocalName == "rect");

    private static double Of(XElement element, string attribute) => Read(element.Attribute(attribute)!.Value);

    private static double Read(string number) => double.Parse(number, CultureInfo.InvariantCulture);
}
