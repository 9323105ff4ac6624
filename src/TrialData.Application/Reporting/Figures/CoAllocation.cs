using System.Globalization;
using System.Xml.Linq;
using TrialData.Application.Allocation.Clusters;
using static System.FormattableString;

namespace TrialData.Application.Reporting.Figures;

/// <summary>How constrained a randomisation of clusters is: which clusters share an arm how often, and which balance scores may be drawn.</summary>
public static class CoAllocation
{
    private const double Top = 40;
    private const double MapSize = 430;
    private const double MapLeft = 64;
    private const double HistogramLeft = 590;
    private const double ScaleTop = Top + MapSize + 62;
    private const double SmallestLabelled = 8;
    private const int MostTicks = 5;

    // Of Okabe and Ito (2008); apart for every kind of colour vision.
    private const string Apart = "#0072b2";
    private const string Together = "#d55e00";

    public static Figure Draw(string id, AssessedClusters assessed)
    {
        const string title = "Clusters that share an arm, and the balance of allocations";
        return new(id, title, Describe(assessed), Note(assessed), Drawing(id, title, assessed), Data(title, assessed));
    }

    private static XElement Drawing(string id, string title, AssessedClusters assessed)
    {
        List<XElement> elements =
        [
            Svg.Text(0, 8, "Share of the acceptable allocations that give two clusters the same arm", bold: true),
            .. Map(assessed),
            .. ColourScale(assessed.Arms),
            Svg.Text(HistogramLeft - 54, 8, "Balance scores of the allocations looked at", bold: true),
            .. Histogram(assessed),
        ];
        return Svg.Root(id, title, Describe(assessed), Svg.PageWidth, ScaleTop + 40, elements);
    }

    private static IEnumerable<XElement> Map(AssessedClusters assessed)
    {
        var places = new BandScale(assessed.Clusters.Count, 0, MapSize);
        var index = assessed.Clusters.Index().ToDictionary(each => each.Item, each => each.Index, StringComparer.Ordinal);
        var isLabelled = places.Step >= SmallestLabelled;
        var labelSize = Math.Min(Svg.SmallText, places.Step * 0.9);
        foreach (var (place, code) in assessed.Clusters.Index().Where(_ => isLabelled))
        {
            yield return Svg.Text(MapLeft - 4, Top + places.Centre(place), TextMeasure.Ellipsise(code, MapLeft - 6, labelSize), "end", size: labelSize);
            var x = MapLeft + places.Centre(place);
            yield return Svg.El("g",
                Svg.At("transform", $"rotate(-90 {Svg.Number(x)} {Svg.Number(Top + MapSize + 6)})"),
                Svg.Text(x, Top + MapSize + 6, TextMeasure.Ellipsise(code, 50, labelSize), "end", size: labelSize));
        }

        foreach (var pair in assessed.Pairs)
        {
            var (row, column) = (index[pair.Second], index[pair.First]);
            yield return Cell(pair, MapLeft + (column * places.Step), Top + (row * places.Step), places.Step, assessed.Arms);
        }

        if (assessed.Pairs.Count == 0)
        {
            yield return Svg.Text(MapLeft + (MapSize / 2), Top + (MapSize / 2), "No allocation is acceptable", "middle");
        }
    }

    // A pair that is fixed though its areas leave it open is crossed out; one that its areas fix has a point.
    private static XElement Cell(AssessedPair pair, double x, double y, double size, int arms)
    {
        var (colour, opacity) = ColourOf(pair.Acceptable, arms);
        var inner = Math.Max(0.5, size * 0.94);
        var isFixed = pair.Acceptable is <= 0 or >= 1;
        return Svg.El("g",
            Svg.At("class", !isFixed ? "pair" : pair.IsByArea ? "pair by-area" : "pair fixed"),
            Svg.El("title", Html.Clean(Invariant($"{pair.First} and {pair.Second}: {pair.Acceptable * 100:0.#} %"))),
            Svg.Rect(x, y, inner, inner, Svg.At("fill", colour), Svg.At("fill-opacity", opacity), Svg.Stroke(0.6, 0.15)),
            isFixed && pair.IsByArea ? Svg.Circle(x + (inner / 2), y + (inner / 2), inner / 7) : null,
            isFixed && !pair.IsByArea ? Svg.Line(x, y, x + inner, y + inner, width: 1.4) : null,
            isFixed && !pair.IsByArea ? Svg.Line(x, y + inner, x + inner, y, width: 1.4) : null);
    }

    // White is what independent clusters would have: one in as many as there are arms.
    private static (string Colour, double Opacity) ColourOf(double share, int arms)
    {
        var middle = 1.0 / arms;
        return share < middle ? (Apart, (middle - share) / middle) : (Together, (share - middle) / (1 - middle));
    }

    private static IEnumerable<XElement> ColourScale(int arms)
    {
        const int steps = 40;
        const double width = 240;
        var x = new LinearScale(0, 1, MapLeft, MapLeft + width);
        for (var step = 0; step < steps; step++)
        {
            var (colour, opacity) = ColourOf((step + 0.5) / steps, arms);
            yield return Svg.Rect(x.Place((double)step / steps), ScaleTop, width / steps, 12, Svg.At("fill", colour), Svg.At("fill-opacity", opacity));
        }

        foreach (var share in new[] { 0, 1.0 / arms, 1 })
        {
            yield return Svg.Line(x.Place(share), ScaleTop + 12, x.Place(share), ScaleTop + 16);
            yield return Svg.Text(x.Place(share), ScaleTop + 26, Invariant($"{share * 100:0} %"), "middle", size: Svg.SmallText);
        }

        yield return Svg.Text(MapLeft + width + 34, ScaleTop + 6, "× always or never, though areas leave it open", size: Svg.SmallText);
        yield return Svg.Text(MapLeft + width + 34, ScaleTop + 24, "• never or always by the areas alone", size: Svg.SmallText);
    }

    private static List<XElement> Histogram(AssessedClusters assessed)
    {
        var panel = new Panel(HistogramLeft, Top, Svg.PageWidth - 16, Top + MapSize);
        var counts = Ticks.Linear(0, assessed.Scores.Max(bin => bin.Considered));
        var roots = Ticks.Linear(0, Math.Sqrt(Math.Max(assessed.WorstScore, 1e-6)), MostTicks);
        var x = new LinearScale(0, roots[^1], panel.Left, panel.Right);
        var y = new LinearScale(0, counts[^1], panel.Bottom, panel.Top);
        var cut = x.Place(Math.Sqrt(assessed.CutOff));
        List<XElement> elements =
        [
            .. panel.AxisLeft([.. counts.Select(tick => new AxisTick(y.Place(tick), tick.ToString("0.##", CultureInfo.InvariantCulture)))]),
            .. panel.AxisBelow([.. roots.Select(root => new AxisTick(x.Place(root), (root * root).ToString("0.####", CultureInfo.InvariantCulture)))], "Balance score (0 is best; axis by its square root)"),
            .. assessed.Scores.Where(bin => bin.Considered > 0).Select(bin => Bar(bin, x, y)),
        ];
        if (cut <= panel.Right)
        {
            var words = Invariant($"drawn up to {assessed.CutOff:0.####}");
            var isRight = cut + 8 + TextMeasure.Width(words, Svg.SmallText) <= panel.Right;
            elements.Add(Svg.Line(cut, panel.Top - 18, cut, panel.Bottom, width: 1.6, dash: "5 4"));
            elements.Add(Svg.Text(cut + (isRight ? 6 : -6), panel.Top - 12, words, isRight ? "start" : "end", size: Svg.SmallText));
        }

        return elements;
    }

    private static XElement Bar(AssessedScores bin, LinearScale x, LinearScale y)
    {
        var (left, right) = (x.Place(Math.Sqrt(bin.From)), x.Place(Math.Sqrt(bin.To)));
        return Svg.El("g",
            Svg.At("class", "scores"),
            Svg.El("title", Invariant($"{bin.From:0.####} to {bin.To:0.####}: {bin.Considered} allocations, {bin.Acceptable} acceptable")),
            Svg.Rect(left, y.Place(bin.Considered), Math.Max(0.5, right - left - 0.6), y.Place(0) - y.Place(bin.Considered), Svg.At("fill-opacity", 0.3)),
            Svg.Rect(left, y.Place(bin.Acceptable), Math.Max(0.5, right - left - 0.6), y.Place(0) - y.Place(bin.Acceptable), Svg.At("fill", Apart)));
    }

    private static string Describe(AssessedClusters assessed) => assessed.Pairs.Count == 0
        ? Invariant($"A histogram of balance scores from {assessed.BestScore:0.####} to {assessed.WorstScore:0.####}. No allocation is acceptable: the cut-off is {assessed.CutOff:0.####}.")
        : Invariant($"A map of {assessed.Pairs.Count} pairs of {assessed.Clusters.Count} clusters, which share an arm in {assessed.Pairs.Min(pair => pair.Acceptable) * 100:0.#} % to {assessed.Pairs.Max(pair => pair.Acceptable) * 100:0.#} % of {assessed.Acceptable} acceptable allocations; {assessed.AlwaysTogether.Count} pairs always, {assessed.NeverTogether.Count} never. Beside it a histogram of the balance scores of {assessed.Considered} allocations, from {assessed.BestScore:0.####} to {assessed.WorstScore:0.####}; those up to {assessed.CutOff:0.####} may be drawn.");

    private static string Note(AssessedClusters assessed) => assessed.IsEnumerated
        ? "All allocations were looked at. White squares share an arm as often as clusters that are randomised independently; blue ones more seldom, orange ones more often. A cross marks a pair that is fixed though its areas leave it open."
        : "A sample of the allocations was looked at. White squares share an arm as often as clusters that are randomised independently; blue ones more seldom, orange ones more often. A cross marks a pair that is fixed though its areas leave it open.";

    private static DataTable Data(string title, AssessedClusters assessed) => new(
        $"{title}: the numbers of the figure",
        [new("", Numeric: false), new("First or from"), new("Second or to"), new("Looked at"), new("Acceptable")],
        [
            new RowGroup("Pair, share of allocations in %", [.. assessed.Pairs.Select(pair => new Row(["", pair.First, pair.Second, Invariant($"{pair.Considered * 100:0.##}"), Invariant($"{pair.Acceptable * 100:0.##}")]))]),
            new RowGroup("Score, allocations", [.. assessed.Scores.Select(bin => new Row(["", Invariant($"{bin.From:0.####}"), Invariant($"{bin.To:0.####}"), Invariant($"{bin.Considered}"), Invariant($"{bin.Acceptable}")]))]),
        ]);
}
