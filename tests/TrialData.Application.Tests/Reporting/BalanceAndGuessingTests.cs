using System.Globalization;
using System.Xml.Linq;
using TrialData.Application.Allocation;
using TrialData.Application.Reporting.Figures;
using Xunit;

namespace TrialData.Application.Tests.Reporting;

/// <summary>The picture of designs: every label can be read, whatever the designs are called and wherever they lie.</summary>
public sealed class BalanceAndGuessingTests
{
    private const string LongName = "minimisation over site, severity, occupation, age band, sex and first language, weighted, p = 0.85, without overall balance, second proposal";

    // Half the height of a point, and of a line of small text.
    private const double HalfPoint = 5;
    private const double HalfLine = 6;

    private static readonly Dictionary<string, DesignAssessments> Shapes = new(StringComparer.Ordinal)
    {
        ["one"] = Of(("blocks", 0.7, 40)),
        ["one with a long name"] = Of((LongName, 0.6, 20)),
        ["one that is never guessed"] = Of(("none", 0, 0)),
        ["one that is always guessed"] = Of(("alternation", 1, 0)),
        ["all at one place"] = Of([.. Enumerable.Range(1, 20).Select(i => (FormattableString.Invariant($"design {i}"), 0.62, 12.0))]),
        ["many on a line"] = Of([.. Enumerable.Range(1, 24).Select(i => (FormattableString.Invariant($"minimisation, p = 0.{50 + i}"), 0.5 + (i * 0.007), 60.0 - (2 * i)))]),
        ["fifteen with long names"] = Of([.. Enumerable.Range(1, 15).Select(i => (FormattableString.Invariant($"{i} {LongName}"), 0.5 + (i * 0.015), 5.0 * (i % 4)))]),
        ["the usual ones and three of one's own"] = Of(
            ("p 0.7", 0.581, 21.5), ("p 0.8", 0.617, 13.9), ("coin", 0.498, 107), ("blocks of 4 by site", 0.706, 41), ("blocks of 2, 4, 6 by site", 0.7, 45),
            ("blocks of 4 by all factors", 0.606, 18.5), ("minimisation, p = 0.9", 0.651, 10.1), ("minimisation, p = 0.8", 0.617, 13.9), ("minimisation, p = 0.7", 0.581, 21.5),
            ("minimisation without site, p = 0.8", 0.507, 47), ("p 0.9", 0.651, 10.1)),
        ["at the edges"] = Of(("left", 0.48, 0), ("right", 0.85, 0), ("top", 0.6, 100), ("top right", 0.85, 100)),
        ["names that are markup"] = Of(("<b>&amp;", 0.55, 10), ("a \"quoted\" name", 0.65, 10)),
    };

    public static TheoryData<string> Names => [.. Shapes.Keys];

    [Theory, MemberData(nameof(Names))]
    public void No_label_meets_another_or_a_point_or_leaves_the_picture(string name)
    {
        var drawing = DrawingOf(name);
        var labels = Labels(drawing, Shapes[name]).ToList();
        var points = drawing.Descendants().Where(element => Class(element) is "offered" or "usual").Select(PlaceOf).ToList();
        var view = drawing.Attribute("viewBox")!.Value.Split(' ').Select(Read).ToList();

        Assert.Equal(Shapes[name].Designs.Count, points.Count);
        Assert.All(drawing.Descendants().Where(element => element.Name.LocalName == "text").Select(RoomOf), text =>
            Assert.True(text.Left >= 0 && text.Right <= view[2] && text.Top >= 0 && text.Bottom <= view[3], text.Text));
        for (var i = 0; i < labels.Count; i++)
        {
            Assert.All(labels.Skip(i + 1), other => Assert.False(labels[i].Meets(other), $"{labels[i].Text} meets {other.Text}"));
            Assert.All(points, point => Assert.False(labels[i].Covers(point), FormattableString.Invariant($"{labels[i].Text} covers the point at {point}")));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void The_words_of_the_warning_stand_right_of_its_line(string name)
    {
        var drawing = DrawingOf(name);
        var line = Assert.Single(drawing.Elements(), element => element.Attribute("stroke-dasharray") is not null);
        var words = RoomOf(Assert.Single(drawing.Elements(), element => element.Value.StartsWith("above 60", StringComparison.Ordinal)));

        Assert.InRange(words.Left - Read(line.Attribute("x1")!.Value), 1, 10);
        Assert.True(words.Right <= 940, words.Text);
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_design_has_a_label_and_its_whole_name_in_a_tooltip(string name)
    {
        var drawing = DrawingOf(name);
        var titles = drawing.Descendants().Where(element => element.Name.LocalName == "title").Select(element => element.Value).ToList();

        Assert.Equal(Shapes[name].Designs.Count, Labels(drawing, Shapes[name]).Count());
        Assert.All(Shapes[name].Designs, design => Assert.Contains(design.Name, titles));
    }

    [Fact]
    public void A_label_away_from_its_point_has_a_line_to_it()
    {
        var drawing = DrawingOf("all at one place");
        var point = PlaceOf(drawing.Descendants().First(element => Class(element) is "offered"));
        var away = Labels(drawing, Shapes["all at one place"]).Where(label => Math.Abs(((label.Top + label.Bottom) / 2) - point.Y) > 20).ToList();

        Assert.NotEmpty(away);
        Assert.All(away, label =>
        {
            var leader = Assert.Single(label.Element.Parent!.Elements(), element => element.Name.LocalName == "line");
            Assert.Equal((point.X, point.Y), (Read(leader.Attribute("x1")!.Value), Read(leader.Attribute("y1")!.Value)));
        });
    }

    // As long as there is another way: in a crowd, a name with a line through it is better than none.
    [Theory]
    [InlineData("all at one place")]
    [InlineData("the usual ones and three of one's own")]
    public void No_line_to_a_label_crosses_another_label(string name)
    {
        var drawing = DrawingOf(name);
        var labels = Labels(drawing, Shapes[name]).ToList();

        foreach (var label in labels)
        {
            foreach (var leader in label.Element.Parent!.Elements().Where(element => element.Name.LocalName == "line"))
            {
                var (from, to) = ((X: End(leader, "x1"), Y: End(leader, "y1")), (X: End(leader, "x2"), Y: End(leader, "y2")));
                var on = Enumerable.Range(0, 101).Select(i => (X: from.X + ((to.X - from.X) * i / 100), Y: from.Y + ((to.Y - from.Y) * i / 100))).ToList();
                Assert.All(labels, other => Assert.DoesNotContain(on, place => other.Holds(place)));
            }
        }

        static double End(XElement line, string name) => Read(line.Attribute(name)!.Value);
    }

    // So many that no order of places has room for all: those without a label keep their tooltip, and no label is unreadable.
    [Fact]
    public void What_has_no_room_is_left_out_and_not_written_over_another()
    {
        var crowd = Of([.. Enumerable.Range(1, 300).Select(i => (FormattableString.Invariant($"a design with number {i}"), 0.55, 12.0))]);

        var drawing = BalanceAndGuessing.Draw("designs", crowd).Drawing;

        var labels = Labels(drawing, crowd).ToList();
        Assert.InRange(labels.Count, 30, 299);
        Assert.All(labels, label => Assert.DoesNotContain(labels, other => other != label && label.Meets(other)));
        Assert.Equal(300, drawing.Descendants().Count(element => Class(element) is "offered" or "usual"));
    }

    [Theory, MemberData(nameof(Names))]
    public void The_table_and_the_words_have_every_number(string name)
    {
        var figure = BalanceAndGuessing.Draw("designs", Shapes[name]);

        var rows = figure.Data.Groups.SelectMany(group => group.Rows).Select(row => row.Cells).ToList();
        Assert.Equal(Shapes[name].Designs.Select(design => design.Name), rows.Select(cells => cells[0].Text));
        Assert.All(Shapes[name].Designs, design => Assert.Contains(
            FormattableString.Invariant($"{design.Name}: {design.GuessRate * 100:0.0} % guessed (50.0 % by chance), imbalances {design.Margins:0.0}"), figure.Description, StringComparison.Ordinal));
    }

    [Fact]
    public void Points_lie_where_their_numbers_say()
    {
        var drawing = BalanceAndGuessing.Draw("designs", Of(("a", 0.5, 0), ("b", 0.6, 50), ("c", 0.7, 100))).Drawing;

        var places = drawing.Descendants().Where(element => Class(element) is "offered" or "usual").ToDictionary(element => element.Elements().First().Value, PlaceOf);
        Assert.Equal(places["c"].X - places["b"].X, places["b"].X - places["a"].X, 0.1);
        Assert.Equal(places["a"].Y - places["b"].Y, places["b"].Y - places["c"].Y, 0.1);
        Assert.True(places["a"].X < places["b"].X && places["c"].Y < places["b"].Y);

        // The dashed line of the warning stands at 60 %, where b is.
        var warning = Assert.Single(drawing.Elements(), element => element.Attribute("stroke-dasharray") is not null);
        Assert.Equal(places["b"].X, Read(warning.Attribute("x1")!.Value), 0.1);
    }

    [Fact]
    public void The_line_of_the_warning_stands_where_the_ratio_puts_it_and_nowhere_where_ratios_differ()
    {
        var unequal = Of(("a", 0.5, 0), ("b", 0.777, 50));
        unequal = unequal with { Designs = [.. unequal.Designs.Select(design => design with { ChanceRate = 2 / 3.0, GuessLimit = 23 / 30.0 })] };
        var mixed = unequal with { Designs = [unequal.Designs[0] with { GuessLimit = 0.6 }, unequal.Designs[1]] };

        var figure = BalanceAndGuessing.Draw("designs", unequal);

        Assert.Single(figure.Drawing.Elements(), element => element.Attribute("stroke-dasharray") is not null);
        Assert.Contains(figure.Drawing.Elements(), element => element.Value == "above 76.7 %: a risk of selection bias");
        Assert.Equal(["50.0", "66.7", "76.7"], figure.Data.Groups[0].Rows[0].Cells.Skip(2).Take(3).Select(cell => cell.Text));
        Assert.DoesNotContain(BalanceAndGuessing.Draw("designs", mixed).Drawing.Elements(), element => element.Attribute("stroke-dasharray") is not null);
    }

    private static DesignAssessments Of(params (string Name, double GuessRate, double Margins)[] designs) => new(
        ["assumed"],
        [.. designs.Select((design, i) => new AssessedDesign(design.Name, "procedure", i % 3 == 0, design.GuessRate, 0.001, 0.5, 0.6, 1, 1, design.Margins, 1, [], []))]);

    private static XElement DrawingOf(string name) => XDocument.Parse(BalanceAndGuessing.Draw("designs", Shapes[name]).ToSvg()).Root!;

    // The names as they stand in the drawing, whole or cut, and the room that each takes.
    private static IEnumerable<Label> Labels(XElement drawing, DesignAssessments assessments) => drawing.Descendants()
        .Where(element => element.Name.LocalName == "text" && assessments.Designs.Any(design => IsNamed(element.Value, design.Name)))
        .Select(RoomOf);

    private static Label RoomOf(XElement text)
    {
        var size = text.Attribute("font-size") is { } attribute ? Read(attribute.Value) : Svg.TextSize;
        var width = TextMeasure.Width(text.Value, size, text.Attribute("font-weight") is not null);
        var left = Read(text.Attribute("x")!.Value) - (text.Attribute("text-anchor")?.Value switch { "end" => width, "middle" => width / 2, _ => 0 });
        var middle = Read(text.Attribute("y")!.Value) - (size * 0.35);
        return new Label(text, text.Value, left, left + width, middle - HalfLine, middle + HalfLine);
    }

    private static bool IsNamed(string text, string name) => text == name || (text.EndsWith('…') && name.StartsWith(text.TrimEnd('…'), StringComparison.Ordinal));

    private static (double X, double Y) PlaceOf(XElement point)
    {
        var mark = point.Elements().Last();
        return mark.Name.LocalName == "circle"
            ? (Read(mark.Attribute("cx")!.Value), Read(mark.Attribute("cy")!.Value))
            : (Read(mark.Attribute("x")!.Value) + (Read(mark.Attribute("width")!.Value) / 2), Read(mark.Attribute("y")!.Value) + (Read(mark.Attribute("height")!.Value) / 2));
    }

    private static string? Class(XElement element) => element.Attribute("class")?.Value;

    private static double Read(string number) => double.Parse(number, CultureInfo.InvariantCulture);

    private sealed record Label(XElement Element, string Text, double Left, double Right, double Top, double Bottom)
    {
        public bool Meets(Label other) => Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;

        public bool Holds((double X, double Y) place) => Left < place.X && place.X < Right && Top < place.Y && place.Y < Bottom;

        public bool Covers((double X, double Y) point) =>
            Left < point.X + HalfPoint && point.X - HalfPoint < Right && Top < point.Y + HalfPoint && point.Y - HalfPoint < Bottom;
    }
}
