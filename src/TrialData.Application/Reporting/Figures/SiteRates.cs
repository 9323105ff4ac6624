using System.Xml.Linq;
using TrialData.Application.Analyses;

namespace TrialData.Application.Reporting.Figures;

/// <summary>The rate of an outcome in every site and arm: a dot and its interval each, sites below each other.</summary>
public static class SiteRates
{
    private const double Gap = 16;
    private const double PercentRoom = 58;
    private const double LineStep = Svg.TextSize * TextMeasure.LineHeight;

    public static Figure Draw(string id, AnalysisResults results, OutcomeResult outcome, VisitResult visit)
    {
        var arms = results.ShortArms();
        var rows = results.Sites.Select(site => RowOf(site.Label, site.Code, visit, arms, total: false))
            .Append(RowOf("All sites", site: null, visit, arms, total: true)).ToList();
        var title = $"{outcome.Label}, {visit.Visit.Label}: rates by site and arm";
        var description = Describe(rows, arms);
        return new(
            id, title, description,
            "Points: percentage of participants with the outcome among those recorded; lines: 95\u00A0% confidence intervals (Wilson). At the right, events/recorded and percentage.",
            Drawing(id, title, description, rows, arms),
            Data(title, rows, arms));
    }

    private static SiteRow RowOf(string label, string? site, VisitResult visit, IReadOnlyList<Labelled> arms, bool total) =>
        new(label, site, [.. arms.Select(arm => visit.Cell(site, arm.Code))], total);

    private static XElement Drawing(string id, string title, string description, List<SiteRow> rows, IReadOnlyList<Labelled> arms)
    {
        var density = RowDensity.For(rows.Count);
        var nameWidth = Math.Clamp(rows.Max(row => TextMeasure.Width(row.Label, Svg.TextSize, row.Total)), 60, density.WidestName);
        var names = rows.ConvertAll(row => density.Name(row.Label, row.Code, nameWidth, row.Total));
        var textWidth = PercentRoom + rows.SelectMany(row => row.Cells).Max(cell => TextMeasure.Width(Counts(cell), Svg.SmallText, bold: true));
        var legend = Legend.For(arms, nameWidth + Gap, 0, Svg.PageWidth - nameWidth - Gap, dashed: false);
        var heights = names.ConvertAll(lines => Math.Max((arms.Count * density.ArmStep) + density.Space, (lines.Count * LineStep) + density.Space));
        var top = legend.Height + 10;
        var panel = new Panel(nameWidth + Gap + 10, top, Svg.PageWidth - textWidth - Gap - 10, top + heights.Sum());
        var ticks = RateAxis.Ticks(rows.SelectMany(row => row.Cells).OfType<RateCell>());
        var x = new LinearScale(0, ticks[^1], panel.Left, panel.Right);

        var elements = new List<XElement>(legend.Elements);
        elements.AddRange(panel.AxisBelow([.. ticks.Select(tick => new AxisTick(x.Place(tick), RateAxis.Label(tick)))], "Participants with the outcome, %"));
        foreach (var (row, i) in rows.Select((row, i) => (row, i)))
        {
            elements.Add(Svg.Line(0, top, Svg.PageWidth, top, opacity: row.Total ? 0.8 : 0.18));
            elements.Add(Svg.Lines(0, top + (heights[i] / 2), names[i], row.Label, bold: row.Total));
            var slack = (heights[i] - (arms.Count * density.ArmStep)) / 2;
            var bands = new BandScale(arms.Count, top + slack, top + heights[i] - slack);
            elements.AddRange(row.Cells.SelectMany((cell, a) => Mark(cell, x, bands.Centre(a), ArmStyle.Of(a), row.Total)));
            top += heights[i];
        }

        return Svg.Root(id, title, description, Svg.PageWidth, panel.Bottom + 46, elements);
    }

    private static IEnumerable<XElement> Mark(RateCell? cell, LinearScale x, double y, ArmStyle style, bool total)
    {
        var rate = Marks.Drawable(cell?.Wilson);
        if (rate is not { } estimate)
        {
            yield return Svg.Text(Svg.PageWidth, y, cell is null or { Randomised: 0 } ? "nobody" : "none recorded", "end", total, Svg.SmallText, muted: true);
        }
        else
        {
            yield return Svg.Text(Svg.PageWidth - PercentRoom, y, Counts(cell), "end", total, Svg.SmallText);
            yield return Svg.Text(Svg.PageWidth, y, Formats.Percent(estimate.Value), "end", total, Svg.SmallText);
            yield return Svg.Group(style.Name, style.Colour, Marks.Across(estimate, x, y), Marks.Point(x.Place(estimate.Value), y, style));
        }
    }

    private static string Counts(RateCell? cell) => Formats.EventsOf(cell?.Events ?? 0, cell?.Recorded ?? 0);

    private static string Describe(List<SiteRow> rows, IReadOnlyList<Labelled> arms)
    {
        var parts = arms.Select((arm, a) =>
        {
            var known = rows.Where(row => !row.Total && row.Cells[a]?.Wilson is not null).OrderBy(row => row.Cells[a]!.Wilson!.Value.Value).ToList();
            var all = rows[^1].Cells[a]?.Wilson is { } rate ? Formats.Percent(rate.Value) : Formats.NotDefined;
            return known.Count == 0
                ? $" {arm.Label}: no site has recorded outcomes."
                : $" {arm.Label}: {all} over all sites, from {Formats.Percent(known[0].Cells[a]!.Wilson!.Value.Value)} ({known[0].Label}) to {Formats.Percent(known[^1].Cells[a]!.Wilson!.Value.Value)} ({known[^1].Label}).";
        });
        return $"Dots with intervals for {Formats.Count(rows.Count - 1)} sites.{string.Concat(parts)} The table below the figure holds every number.";
    }

    private static DataTable Data(string title, List<SiteRow> rows, IReadOnlyList<Labelled> arms) => new(
        $"{title}: the numbers of the figure",
        [new("Site", Numeric: false), .. arms.SelectMany(arm => new Column[] { new("n/N", Over: arm.Label), new("% (95\u00A0%\u00A0CI)", Over: arm.Label) })],
        [.. rows.GroupBy(row => row.Total).Select(group => new RowGroup(
            Heading: null,
            [.. group.Select(row => new Row([row.Label, .. row.Cells.SelectMany(Numbers)]))],
            Total: group.Key))]);

    private static IEnumerable<Cell> Numbers(RateCell? cell)
    {
        yield return Counts(cell);
        yield return cell?.Wilson is { } rate ? Formats.WithLimits(rate, Formats.PercentNumber) : new Cell(Formats.None, Reasons.Rate(cell));
    }

    private sealed record SiteRow(string Label, string? Code, IReadOnlyList<RateCell?> Cells, bool Total);
}
