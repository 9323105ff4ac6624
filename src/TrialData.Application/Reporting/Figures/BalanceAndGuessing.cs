using System.Globalization;
using System.Xml.Linq;
using TrialData.Application.Allocation;
using static System.FormattableString;

namespace TrialData.Application.Reporting.Figures;

/// <summary>Randomisation designs in one picture: how often staff guess an arm, against how unbalanced trials end.</summary>
public static class BalanceAndGuessing
{
    private const double Top = 18;
    private const double Height = 380;
    private const double Radius = 5;

    public static Figure Draw(string id, DesignAssessments assessments)
    {
        const string title = "Balance against predictability of randomisation designs";
        var designs = assessments.Designs;
        return new(id, title, Describe(designs), Note(assessments), Drawing(id, title, designs), Data(title, designs));
    }

    private static XElement Drawing(string id, string title, IReadOnlyList<AssessedDesign> designs)
    {
        var panel = new Panel(70, Top, Svg.PageWidth - 20, Top + Height);
        var guesses = Ticks.Linear(Math.Min(0.5, designs.Min(d => d.GuessRate)) - 0.02, Math.Max(designs.Max(d => d.GuessLimit), designs.Max(d => d.GuessRate)) + 0.02, most: 8).ToList();
        var limit = LimitOf(designs);
        guesses = limit is null ? guesses : WithRoomForWords(panel, guesses, limit);
        var margins = Ticks.Linear(0, Math.Max(1, designs.Max(d => d.Margins) * 1.08));
        var x = new LinearScale(guesses[0], guesses[^1], panel.Left, panel.Right);
        var y = new LinearScale(0, margins[^1], panel.Bottom, panel.Top);
        var elements = new List<XElement>();
        elements.AddRange(panel.AxisLeft([.. margins.Select(tick => new AxisTick(y.Place(tick), tick.ToString("0.##", CultureInfo.InvariantCulture)))]));
        elements.AddRange(panel.AxisBelow([.. guesses.Select(tick => new AxisTick(x.Place(tick), RateAxis.Label(tick)))], "Allocations that staff of a site guess right, %"));
        elements.Add(Svg.Text(0, 6, "Mean sum of imbalances over all levels, participants", size: Svg.SmallText));
        var taken = new List<Box>();
        if (limit is not null)
        {
            var (line, words) = (x.Place(limit.Rate), WordsOf(limit, panel, x.Place(limit.Rate)));
            elements.Add(Svg.Line(line, panel.Top, line, panel.Bottom, width: 1.4, dash: "5 4"));
            elements.Add(Svg.Text(words.Left, words.MiddleY, limit.Words, size: Svg.SmallText, muted: true));
            taken.AddRange([new Box(line - 2, line + 2, panel.Top, panel.Bottom), words]);
        }

        var points = designs.Select(design => (X: x.Place(design.GuessRate), Y: y.Place(design.Margins), design.Name, design.IsOffered)).ToList();
        var labels = new LabelPlaces(panel, points.Select(point => (point.X, point.Y)), taken);

        // What was asked about has the first choice of a place, and lies on top.
        elements.AddRange(points.OrderByDescending(point => point.IsOffered).Select(point => labels.Place(point.X, point.Y, point.Name, point.IsOffered)).OfType<XElement>());
        elements.AddRange(points.OrderBy(point => point.IsOffered).Select(point =>
            Svg.Group(
                point.IsOffered ? "offered" : "usual",
                StyleOf(point.IsOffered).Colour,
                Svg.El("title", Html.Clean(point.Name)),
                Marks.Point(point.X, point.Y, StyleOf(point.IsOffered), Radius))));
        return Svg.Root(id, title, Describe(designs), Svg.PageWidth, panel.Bottom + 46, elements);
    }

    // The words stand right of the line, on the side that they speak of: the axis goes on until they fit.
    private static List<double> WithRoomForWords(Panel panel, List<double> ticks, Limit limit)
    {
        var all = ticks.ToList();
        var step = (decimal)ticks[1] - (decimal)ticks[0];
        while (WordsOf(limit, panel, new LinearScale(all[0], all[^1], panel.Left, panel.Right).Place(limit.Rate)).Right > panel.Right)
        {
            all.Add((double)((decimal)all[^1] + step));
        }

        return all;
    }

    private static Box WordsOf(Limit limit, Panel panel, double line)
    {
        var left = line + 6;
        return new Box(left, left + TextMeasure.Width(limit.Words, Svg.SmallText), panel.Top, panel.Top + 16);
    }

    // Designs of different ratios have different limits, which one line cannot show; the table has them.
    private static Limit? LimitOf(IReadOnlyList<AssessedDesign> designs) =>
        designs.Select(design => design.GuessLimit).Distinct().ToList() is [var rate] ? new Limit(rate, Invariant($"above {rate * 100:0.#} %: a risk of selection bias")) : null;

    private static ArmStyle StyleOf(bool isOffered) => ArmStyle.Of(isOffered ? 0 : 1);

    private static string Describe(IReadOnlyList<AssessedDesign> designs) => "Points for " + string.Join("; ", designs.Select(design =>
        Invariant($"{design.Name}: {design.GuessRate * 100:0.0} % guessed ({design.ChanceRate * 100:0.0} % by chance), imbalances {design.Margins:0.0}"))) + ".";

    private static string Note(DesignAssessments assessments) => string.Join(". ", assessments.Assumptions) + ".";

    private static DataTable Data(string title, IReadOnlyList<AssessedDesign> designs) => new(
        $"{title}: the numbers of the figure",
        [new("Design", Numeric: false), new("Procedure", Numeric: false), new("Guessed, %"), new("By chance, %"), new("Limit, %"), new("Whole trial"), new("Worst site"), new("All levels"), new("Worst level")],
        [new RowGroup(Heading: null, [.. designs.Select(RowOf)], Total: false)]);

    private static Row RowOf(AssessedDesign design) => new(
    [
        design.Name, design.Procedure, Invariant($"{design.GuessRate * 100:0.0}"), Invariant($"{design.ChanceRate * 100:0.0}"), Invariant($"{design.GuessLimit * 100:0.0}"), Invariant($"{design.Overall:0.0}"), Invariant($"{design.LargestSite:0.0}"),
        Invariant($"{design.Margins:0.0}"), Invariant($"{design.LargestMargin:0.0}"),
    ]);

    private sealed record Limit(double Rate, string Words);
}
