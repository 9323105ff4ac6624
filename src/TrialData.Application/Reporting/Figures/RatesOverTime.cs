using System.Xml.Linq;
using TrialData.Application.Analyses;

namespace TrialData.Application.Reporting.Figures;

/// <summary>The rate of one outcome at every visit, by arm, with intervals. Time runs in proportion to days.</summary>
public static class RatesOverTime
{
    private const double Width = 330;
    private const double PlotHeight = 210;
    private const double LeftEdge = 44;
    private const double RightEdge = 24;
    private const double Apart = 5;

    public static Figure Draw(string id, AnalysisResults results, OutcomeResult outcome)
    {
        var arms = results.ShortArms();
        var visits = outcome.Visits.OrderBy(visit => visit.TargetDay).ToList();
        var title = $"{outcome.Label}: rate over time by arm";
        var description = Describe(visits, arms);
        return new(
            id, title, description,
            "Percentage of participants with the outcome among those recorded at each visit, with 95\u00A0% confidence intervals (Wilson). Points of the same visit are set side by side.",
            Drawing(id, title, description, results, outcome, visits, arms),
            Data(title, visits, arms));
    }

    private static XElement Drawing(string id, string title, string description, AnalysisResults results, OutcomeResult outcome, List<VisitResult> visits, IReadOnlyList<Labelled> arms)
    {
        var heading = TextMeasure.Wrap(outcome.Label, Width, 15, mostLines: 2, bold: true);
        var headHeight = heading.Count * 15 * TextMeasure.LineHeight;
        var legend = Legend.For(arms, 0, headHeight + 4, Width);
        var top = headHeight + 4 + legend.Height + 16;
        var panel = new Panel(LeftEdge, top, Width - RightEdge, top + PlotHeight);
        var ticks = RateAxis.Ticks(results.Headlines().SelectMany(other => other.Visits).SelectMany(visit => visit.Rates.Where(cell => cell.Site is null && cell.Arm is not null)));
        var y = new LinearScale(0, ticks[^1], panel.Bottom, panel.Top);
        var x = Days(visits, panel);

        var elements = new List<XElement> { Svg.Lines(0, headHeight / 2, heading, outcome.Label, bold: true, size: 15) };
        elements.AddRange(legend.Elements);
        elements.AddRange(panel.AxisLeft([.. ticks.Select(tick => new AxisTick(y.Place(tick), $"{RateAxis.Label(tick)} %"))]));
        elements.AddRange(panel.AxisBelow(
            [.. visits.Select(visit => new AxisTick(x.Place(visit.TargetDay), visit.Visit.Label))],
            index => visits[index].Headline ? 0 : 1));
        elements.AddRange(arms.Select((arm, a) => Course(arm.Code, a, arms.Count, visits, x, y)));
        return Svg.Root(id, title, description, Width, panel.Bottom + 42, elements);
    }

    private static LinearScale Days(List<VisitResult> visits, Panel panel)
    {
        var (first, last) = visits.Count == 0 ? (0, 1) : (visits[0].TargetDay, visits[^1].TargetDay);
        return new(first, Math.Max(last, first + 1), panel.Left + 16, panel.Right - 12);
    }

    private static XElement Course(string arm, int index, int arms, List<VisitResult> visits, LinearScale x, LinearScale y)
    {
        var style = ArmStyle.Of(index);
        var shift = (index - ((arms - 1) / 2.0)) * Apart;
        var points = visits
            .Select(visit => (Rate: Marks.Drawable(visit.Cell(site: null, arm)?.Wilson), At: x.Place(visit.TargetDay) + shift))
            .Where(point => point.Rate is not null)
            .Select(point => (Rate: point.Rate!.Value, point.At))
            .ToList();
        return Svg.Group(style.Name, style.Colour,
            points.Count < 2 ? Array.Empty<XElement>() : (object)Svg.Path(points.Select(point => (point.At, y.Place(point.Rate.Value))), closed: false, Svg.At("fill", "none"), Svg.Stroke(1.8, 1, style.Dash)),
            points.Select(point => Marks.Upright(point.Rate, point.At, y)),
            points.Select(point => Marks.Point(point.At, y.Place(point.Rate.Value), style, radius: 4)));
    }

    private static string Describe(List<VisitResult> visits, IReadOnlyList<Labelled> arms)
    {
        var parts = arms.Select(arm => $" {arm.Label}: {string.Join("; ", visits.Select(visit => $"{visit.Visit.Label} {Rate(visit, arm.Code)}"))}.");
        return $"Lines with points and intervals.{string.Concat(parts)}";
    }

    private static string Rate(VisitResult visit, string arm) =>
        visit.Cell(site: null, arm)?.Wilson is { } rate ? Formats.Percent(rate.Value) : Formats.NotDefined;

    private static DataTable Data(string title, List<VisitResult> visits, IReadOnlyList<Labelled> arms) => new(
        $"{title}: the numbers of the figure",
        [new("Visit", Numeric: false), .. arms.SelectMany(arm => new Column[] { new("n/N", Over: arm.Label), new("% (95\u00A0%\u00A0CI)", Over: arm.Label) })],
        [new(Heading: null, [.. visits.Select(visit => new Row([visit.Visit.Label, .. arms.SelectMany(arm => Numbers(visit.Cell(site: null, arm.Code)))]))])]);

    private static IEnumerable<Cell> Numbers(RateCell? cell)
    {
        yield return Formats.EventsOf(cell?.Events ?? 0, cell?.Recorded ?? 0);
        yield return cell?.Wilson is { } rate ? Formats.WithLimits(rate, Formats.PercentNumber) : new Cell(Formats.None, Reasons.Rate(cell));
    }
}
