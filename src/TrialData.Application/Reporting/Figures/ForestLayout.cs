using System.Xml.Linq;

namespace TrialData.Application.Reporting.Figures;

/// <summary>Where everything of a forest plot stands: names, counts, marks and numbers in columns as wide as their text.</summary>
internal sealed class ForestLayout
{
    private const double LeastPlot = 260;
    private const double Gap = 16;
    private const double WidestArm = 110;
    private const double LineStep = Svg.TextSize * TextMeasure.LineHeight;

    private readonly List<ForestRow> rows;
    private readonly ForestScale scale;
    private readonly string arm;
    private readonly string reference;
    private readonly IReadOnlyList<string>[] names;
    private readonly string[] effects;
    private readonly RowDensity density;
    private readonly double nameWidth;
    private readonly double arm1Right;
    private readonly double arm0Right;
    private readonly double effectLeft;
    private readonly double width;
    private readonly Panel panel;

    public ForestLayout(List<ForestRow> rows, ForestScale scale, string arm, string reference)
    {
        (this.rows, this.scale, this.arm, this.reference) = (rows, scale, arm, reference);
        effects = [.. rows.Select(row => row.Effect is { } effect ? Formats.WithLimits(effect, scale.Number) : Formats.NotDefined)];
        density = RowDensity.For(rows.Count);
        nameWidth = Math.Clamp(rows.Max(row => TextMeasure.Width(row.Label, Svg.TextSize, row.Summary)), 60, density.WidestName);
        names = [.. rows.Select(row => density.Name(row.Label, row.Code, nameWidth, row.Summary))];

        arm1Right = nameWidth + Gap + CountWidth(rows.Select(row => row.Counts1), arm);
        arm0Right = arm1Right + Gap + CountWidth(rows.Select(row => row.Counts0), reference);
        var effectWidth = effects.Append(scale.Column).Max(text => TextMeasure.Width(text, Svg.TextSize, bold: true));
        var plot = Math.Max(LeastPlot, Svg.PageWidth - arm0Right - (3 * Gap) - effectWidth);
        effectLeft = arm0Right + (3 * Gap) + plot;
        width = effectLeft + effectWidth;

        var top = (Math.Max(HeadLines(arm).Count, HeadLines(reference).Count) * LineStep) + 14;
        panel = new(arm0Right + (1.5 * Gap), top, arm0Right + (1.5 * Gap) + plot, top + Heights().Sum() + 10);
    }

    public XElement Draw(string id, string title, string description) =>
        Svg.Root(id, title, description, width, panel.Bottom + 64, [.. Heads(), .. Axis(), .. Body(), .. Directions()]);

    private static double CountWidth(IEnumerable<string> counts, string name)
    {
        var widest = counts.Max(text => TextMeasure.Width(text, Svg.TextSize, bold: true));
        return Math.Max(Math.Max(widest, 36), HeadLines(name).Max(line => TextMeasure.Width(line, Svg.TextSize, bold: true)));
    }

    private static IReadOnlyList<string> HeadLines(string name) =>
        [.. TextMeasure.Wrap(name, WidestArm, Svg.TextSize, mostLines: 2, bold: true), "n/N"];

    private IEnumerable<double> Heights()
    {
        for (var i = 0; i < rows.Count; i++)
        {
            yield return Math.Max(density.LeastRow, (names[i].Count * LineStep) + density.Space) + (StartsSummary(i) ? 10 : 0);
        }
    }

    private bool StartsSummary(int i) => rows[i].Summary && i > 0 && !rows[i - 1].Summary;

    private IEnumerable<XElement> Heads()
    {
        yield return Svg.Text(0, panel.Top - 16, "Site", bold: true);
        yield return Head(arm1Right, arm);
        yield return Head(arm0Right, reference);
        yield return Svg.Text(effectLeft, panel.Top - 16, scale.Column, bold: true);
        yield return Svg.Line(0, panel.Top - 3, width, panel.Top - 3);
    }

    private XElement Head(double right, string name)
    {
        var lines = HeadLines(name);
        return Svg.Lines(right, panel.Top - 16 - (LineStep * (lines.Count - 1) / 2), lines, name, "end", bold: true);
    }

    private IEnumerable<XElement> Axis()
    {
        var x = scale.On(panel.Left, panel.Right);
        foreach (var element in panel.AxisBelow([.. scale.Values.Select(value => new AxisTick(x.Place(value), scale.Tick(value)))], scale.Title))
        {
            yield return element;
        }

        yield return Svg.Line(x.Place(scale.NoEffect), panel.Top, x.Place(scale.NoEffect), panel.Bottom, width: 1.2);
        var pooled = rows.FirstOrDefault(row => row.Summary)?.Effect;
        if (pooled is { } effect && Marks.Shows(x, effect.Value))
        {
            yield return Svg.Line(x.Place(effect.Value), panel.Top, x.Place(effect.Value), panel.Bottom, opacity: 0.6, dash: "2 3");
        }
    }

    private IEnumerable<XElement> Body()
    {
        var x = scale.On(panel.Left, panel.Right);
        var largest = Math.Max(1, rows.Where(row => !row.Summary).Select(row => row.Weight).DefaultIfEmpty(1).Max());
        var top = panel.Top + 4;
        foreach (var (row, i) in rows.Select((row, i) => (row, i)))
        {
            var height = Heights().ElementAt(i);
            var space = StartsSummary(i) ? 10 : 0;
            var y = top + space + ((height - space) / 2);
            if (space > 0)
            {
                yield return Svg.Line(0, top + 5, width, top + 5, opacity: 0.4);
            }

            yield return Svg.Lines(0, y, names[i], row.Label, bold: row.Summary);
            yield return Svg.Text(arm1Right, y, row.Counts1, "end", row.Summary);
            yield return Svg.Text(arm0Right, y, row.Counts0, "end", row.Summary);
            yield return Svg.Text(effectLeft, y, effects[i], bold: row.Summary, muted: row.Effect is null);
            if (row.Effect is { } effect)
            {
                yield return Svg.Group("effect", "#005eb8", row.Summary ? Summary(effect, x, y) : Site(effect, x, y, (double)row.Weight / largest));
            }

            top += height;
        }
    }

    private static object[] Site(Statistics.Estimate effect, IScale x, double y, double share)
    {
        var line = Marks.Across(effect, x, y);
        return Marks.Shows(x, effect.Value) ? [line, Marks.WeightedSquare(x.Place(effect.Value), y, share)] : [line];
    }

    private static object[] Summary(Statistics.Estimate effect, IScale x, double y) =>
        Marks.Shows(x, effect.Lower) && Marks.Shows(x, effect.Upper)
            ? [Marks.SummaryDiamond(effect, x, y)]
            : [Marks.Across(effect, x, y), Marks.Shows(x, effect.Value) ? Marks.Point(x.Place(effect.Value), y, ArmStyle.Of(3)) : ""];

    // Which side is better depends on the outcome; which side is higher does not.
    private IEnumerable<XElement> Directions()
    {
        var room = (panel.Width / 2) - 8;
        yield return Svg.Text(panel.Left, panel.Bottom + 54, TextMeasure.Ellipsise($"← lower with {arm}", room, Svg.SmallText), size: Svg.SmallText);
        yield return Svg.Text(panel.Right, panel.Bottom + 54, TextMeasure.Ellipsise($"higher with {arm} →", room, Svg.SmallText), "end", size: Svg.SmallText);
    }
}
