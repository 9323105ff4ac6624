using System.Globalization;
using System.Xml.Linq;
using TrialData.Application.Allocation;
using TrialData.Application.Analyses;
using static System.FormattableString;

namespace TrialData.Application.Reporting.Figures;

/// <summary>The probability of each arm from the first participant to the last, one panel for each design.</summary>
public static class ArmsThroughTrial
{
    private const int MostInRow = 3;
    private const double RowHeight = 250;
    private const double PlotHeight = 160;
    private const double LeftEdge = 46;
    private const double Gap = 14;

    // Of a normal distribution: 95 % lie within so many standard errors.
    private const double Limits = 1.96;

    // Chance alone would otherwise fill the panel.
    private const double LeastRoom = 0.1;

    public static Figure Draw(string id, DesignAssessments assessments)
    {
        const string title = "Probability of each arm from the first participant to the last";
        return new(id, title, Describe(assessments.Designs), Note(assessments), Drawing(id, title, assessments.Designs), Data(title, assessments.Designs));
    }

    private static XElement Drawing(string id, string title, IReadOnlyList<AssessedDesign> designs)
    {
        var arms = ArmsOf(designs);
        var legend = Legend.For(arms.Select(arm => new Labelled(arm, arm)).ToList(), 0, 0, Svg.PageWidth);
        var inRow = Math.Min(MostInRow, designs.Count);
        var width = Svg.PageWidth / inRow;
        var y = TicksFor(designs.SelectMany(design => design.OverTime).SelectMany(each => each.Arms).ToList());
        var elements = legend.Elements.ToList();
        foreach (var (index, design) in designs.Index())
        {
            var (left, top) = (index % inRow * width, legend.Height + 14 + (index / inRow * RowHeight));
            elements.Add(Svg.Lines(left, top + 8, [TextMeasure.Ellipsise(design.Name, width - Gap, Svg.TextSize, bold: design.IsOffered)], design.Name, bold: design.IsOffered));
            elements.AddRange(Course(design, arms, new Panel(left + LeftEdge, top + 26, left + width - Gap, top + 26 + PlotHeight), y));
        }

        var rows = (designs.Count + inRow - 1) / inRow;
        return Svg.Root(id, title, Describe(designs), Svg.PageWidth, legend.Height + 14 + (rows * RowHeight), elements);
    }

    private static IReadOnlyList<double> TicksFor(List<ArmProbability> arms)
    {
        var low = arms.Min(arm => Math.Min(arm.Target - LeastRoom, arm.Share - (Limits * arm.Error)));
        var high = arms.Max(arm => Math.Max(arm.Target + LeastRoom, arm.Share + (Limits * arm.Error)));
        return Ticks.Linear(Math.Max(0, low), Math.Min(1, high), most: 5);
    }

    private static IEnumerable<XElement> Course(AssessedDesign design, List<string> arms, Panel panel, IReadOnlyList<double> ticks)
    {
        var y = new LinearScale(ticks[0], ticks[^1], panel.Bottom, panel.Top);
        var last = design.OverTime[^1].Participant;
        var x = new LogScale(1, Math.Max(2, last), panel.Left + 8, panel.Right - 10);
        return
        [
            .. panel.AxisLeft([.. ticks.Select(tick => new AxisTick(y.Place(tick), $"{RateAxis.Label(tick)} %"))]),
            .. panel.AxisBelow(
                [.. design.OverTime.Where(each => IsLabelled(each.Participant, last)).Select(each => new AxisTick(x.Place(each.Participant), each.Participant.ToString(CultureInfo.InvariantCulture)))],
                "Participant in order of entry"),
            .. design.OverTime[0].Arms.Select(arm => arm.Target).Distinct().Select(target => Svg.Line(panel.Left, y.Place(target), panel.Right, y.Place(target), opacity: 0.6, dash: "2 3")),
            .. design.OverTime[0].Arms.Select((arm, place) => Line(design, place, ArmStyle.Of(arms.IndexOf(arm.Arm)), x, y)),
        ];
    }

    private static bool IsLabelled(int participant, int last) =>
        participant == last || (Math.Log10(participant) % 1 == 0 && participant * 2 <= last);

    private static XElement Line(AssessedDesign design, int place, ArmStyle style, LogScale x, LinearScale y)
    {
        var points = design.OverTime.Select(each => (X: x.Place(each.Participant), Arm: each.Arms[place])).ToList();
        return Svg.Group(style.Name, style.Colour,
            points.Count < 2 ? Array.Empty<XElement>() : (object)Svg.Path(points.Select(point => (point.X, y.Place(point.Arm.Share))), closed: false, Svg.At("fill", "none"), Svg.Stroke(1.6, 1, style.Dash)),
            points.Select(point => Svg.Line(point.X, y.Place(Kept(point.Arm.Share - (Limits * point.Arm.Error), y)), point.X, y.Place(Kept(point.Arm.Share + (Limits * point.Arm.Error), y)), width: 1.4)),
            points.Select(point => Marks.Point(point.X, y.Place(point.Arm.Share), style, radius: 3.2)));
    }

    private static double Kept(double share, LinearScale y) => Math.Clamp(share, y.Low, y.High);

    private static List<string> ArmsOf(IReadOnlyList<AssessedDesign> designs) =>
        [.. designs.SelectMany(design => design.OverTime[0].Arms).Select(arm => arm.Arm).Distinct(StringComparer.Ordinal)];

    private static string Describe(IReadOnlyList<AssessedDesign> designs) => "Lines with points and intervals for " + string.Join("; ", designs.Select(design =>
        $"{design.Name}: {string.Join(", ", design.OverTime[0].Arms.Select((arm, place) => Range(design, arm, place)))}")) + ".";

    private static string Range(AssessedDesign design, ArmProbability arm, int place)
    {
        var shares = design.OverTime.Select(each => each.Arms[place].Share).ToList();
        return Invariant($"{arm.Arm} from {shares.Min() * 100:0.0} % to {shares.Max() * 100:0.0} %, by its ratio {arm.Target * 100:0.0} %");
    }

    private static string Note(DesignAssessments assessments) =>
        $"{assessments.Assumptions[0]}. Dotted: what the ratio gives each arm. Bars: 95\u00A0% Monte Carlo intervals; one or the other point off its line is chance.";

    private static DataTable Data(string title, IReadOnlyList<AssessedDesign> designs) => new(
        $"{title}: the numbers of the figure",
        [new("Design", Numeric: false), new("Participant"), new("Arm", Numeric: false), new("Ratio, %"), new("Share, %"), new("Standard error, %")],
        [.. designs.Select(design => new RowGroup(design.Name, [.. design.OverTime.SelectMany(each => each.Arms.Select(arm => new Row(
        [
            "", Invariant($"{each.Participant}"), arm.Arm, Invariant($"{arm.Target * 100:0.0}"), Invariant($"{arm.Share * 100:0.0}"), Invariant($"{arm.Error * 100:0.00}"),
        ])))]))]);
}
