using System.Globalization;
using System.Xml.Linq;
using TrialData.Application.Analyses;
using TrialData.Application.Reporting;
using TrialData.Application.Reporting.Figures;
using Xunit;

namespace TrialData.Application.Tests.Reporting;

public sealed class FigureTests
{
    private static readonly Dictionary<string, Func<AnalysisResults>> Shapes = new(StringComparer.Ordinal)
    {
        ["indomethacin"] = Samples.Indomethacin,
        ["six trusts"] = Samples.SixTrusts,
        ["forty sites, four arms, long names"] = () => Samples.Sprawling(),
        ["one site, three arms"] = () => Samples.Sprawling(sites: 1, arms: 3),
        ["nothing recorded"] = Samples.NothingRecorded,
        ["no sites, no outcomes"] = Samples.NoSitesNoOutcomes,
        ["infinite limits"] = Samples.Unbounded,
    };

    public static TheoryData<string> Names => [.. Shapes.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Every_drawing_is_XML_with_a_role_a_title_and_a_description(string name)
    {
        foreach (var figure in FiguresOf(name))
        {
            var svg = XDocument.Parse(figure.ToSvg()).Root!;
            var labels = svg.Attribute("aria-labelledby")!.Value.Split(' ');
            var title = svg.Elements().Single(element => element.Name.LocalName == "title");
            var description = svg.Elements().Single(element => element.Name.LocalName == "desc");

            Assert.Equal("img", svg.Attribute("role")!.Value);
            Assert.Equal([title.Attribute("id")!.Value, description.Attribute("id")!.Value], labels);
            Assert.NotEmpty(title.Value);
            Assert.NotEmpty(description.Value);
            Assert.NotEmpty(figure.Data.Groups);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Equal_results_give_equal_bytes_in_every_culture(string name)
    {
        var here = FiguresOf(name).Select(figure => figure.ToSvg()).ToList();
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal(here, FiguresOf(name).Select(figure => figure.ToSvg()));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void No_text_leaves_its_drawing(string name)
    {
        foreach (var svg in FiguresOf(name).Select(figure => figure.Drawing))
        {
            var box = svg.Attribute("viewBox")!.Value.Split(' ').Select(Read).ToList();
            foreach (var text in svg.Descendants().Where(element => element.Name.LocalName == "text"))
            {
                var size = text.Attribute("font-size") is { } attribute ? Read(attribute.Value) : Svg.TextSize;
                var width = TextMeasure.Width(text.Value, size, text.Attribute("font-weight") is not null);
                var x = Read(text.Attribute("x")!.Value);
                var left = text.Attribute("text-anchor")?.Value switch { "end" => x - width, "middle" => x - (width / 2), _ => x };

                Assert.True(left >= -1 && left + width <= box[2] + 1, $"{svg.Attribute("aria-labelledby")!.Value}: {text.Value}");
                Assert.InRange(Read(text.Attribute("y")!.Value), 0, box[3]);
            }
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Nothing_needs_a_script_or_an_inline_style(string name)
    {
        foreach (var element in FiguresOf(name).SelectMany(figure => figure.Drawing.DescendantsAndSelf()))
        {
            Assert.DoesNotContain(element.Name.LocalName, new[] { "script", "style", "image", "use", "foreignObject" });
            Assert.DoesNotContain(element.Attributes(), attribute =>
                attribute.Name.LocalName is "style" or "href" || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Infinite_limits_end_in_arrows()
    {
        var odds = FiguresOf("infinite limits").Single(figure => figure.Id.EndsWith("odds-ratio", StringComparison.Ordinal));

        // Four sites without an upper limit; the pooled estimate of zero runs off both ends.
        Assert.Equal(6, odds.Drawing.Descendants().Count(element => element.Attribute("class")?.Value == "arrow"));
        Assert.Contains("∞", odds.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Squares_have_the_area_of_their_weight()
    {
        var squares = FiguresOf("indomethacin").Single(figure => figure.Id.EndsWith("difference", StringComparison.Ordinal))
            .Drawing.Descendants().Where(element => element.Name.LocalName == "rect").Select(element => Read(element.Attribute("width")!.Value)).ToList();

        Assert.Equal(4, squares.Count);
        Assert.Equal(164.0 / 413, Math.Pow(squares[0] / squares[1], 2), precision: 2);
    }

    [Fact]
    public void Arms_differ_in_shape_and_dash_as_well_as_colour()
    {
        var styles = Enumerable.Range(0, 4).Select(ArmStyle.Of).ToList();

        Assert.Equal(4, styles.DistinctBy(style => style.Shape).Count());
        Assert.Equal(4, styles.DistinctBy(style => style.Dash ?? "").Count());
        Assert.Equal(4, styles.DistinctBy(style => style.Colour).Count());
    }

    [Fact]
    public void Names_that_are_cut_stay_whole_in_a_tooltip()
    {
        var titles = FiguresOf("forty sites, four arms, long names").SelectMany(figure => figure.Drawing.Descendants())
            .Where(element => element.Name.LocalName == "title").Select(element => element.Value);

        Assert.Contains("Northumberland, Tyne and Wear and the Borders of Everywhere Else Integrated NHS Foundation Trust (hospital 5), Department of Psychological Medicine", titles);
    }

    [Fact]
    public void The_flow_says_who_was_screened_excluded_allocated_and_analysed()
    {
        var text = string.Join('|', FiguresOf("six trusts")[^1].Drawing.Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value)).Replace('\u00A0', ' ');

        Assert.Contains("Assessed for eligibility (n = 812)", text, StringComparison.Ordinal);
        Assert.Contains("Excluded (n = 252)", text, StringComparison.Ordinal);
        Assert.Contains("Allocated to Treatment as usual", text, StringComparison.Ordinal);
        Assert.Contains("• Both, 5 years", text, StringComparison.Ordinal);
    }

    internal static AnalysisResults ResultsOf(string name) => Shapes[name]();

    private static IReadOnlyList<Figure> FiguresOf(string name) => FigureSet.All(ResultsOf(name));

    private static double Read(string number) => double.Parse(number, CultureInfo.InvariantCulture);
}
