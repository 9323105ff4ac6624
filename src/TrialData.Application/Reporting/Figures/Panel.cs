using System.Xml.Linq;

namespace TrialData.Application.Reporting.Figures;

/// <summary>A place on an axis and the words beside it.</summary>
public sealed record AxisTick(double Position, string Label);

/// <summary>The area of a drawing that holds data, with its axes around it.</summary>
public sealed record Panel(double Left, double Top, double Right, double Bottom)
{
    private const double TickLength = 5;
    private const double GridOpacity = 0.18;
    private const double LabelGap = 8;

    public double Width => Right - Left;

    public double MiddleX => (Left + Right) / 2;

    /// <summary>An axis below the panel, with faint lines through it.</summary>
    public IEnumerable<XElement> AxisBelow(IReadOnlyList<AxisTick> ticks, string title)
    {
        foreach (var tick in ticks)
        {
            yield return Svg.Line(tick.Position, Top, tick.Position, Bottom, opacity: GridOpacity);
            yield return Svg.Line(tick.Position, Bottom, tick.Position, Bottom + TickLength);
        }

        yield return Svg.Line(Left, Bottom, Right, Bottom);
        foreach (var tick in Apart(ticks))
        {
            yield return Svg.Text(tick.Position, Bottom + 15, tick.Label, "middle", size: Svg.SmallText);
        }

        yield return Svg.Text(MiddleX, Bottom + 34, title, "middle");
    }

    /// <summary>An axis left of the panel, with faint lines through it.</summary>
    public IEnumerable<XElement> AxisLeft(IReadOnlyList<AxisTick> ticks)
    {
        foreach (var tick in ticks)
        {
            yield return Svg.Line(Left, tick.Position, Right, tick.Position, opacity: GridOpacity);
            yield return Svg.Text(Left - LabelGap, tick.Position, tick.Label, "end", size: Svg.SmallText);
        }
    }

    /// <summary>Ticks of unequal distance below the panel: labels take two rows, and the least important give way.</summary>
    /// <param name="importance">Lower comes first; ties in order.</param>
    public IEnumerable<XElement> AxisBelow(IReadOnlyList<AxisTick> ticks, Func<int, int> importance)
    {
        yield return Svg.Line(Left, Bottom, Right, Bottom);
        foreach (var tick in ticks)
        {
            yield return Svg.Line(tick.Position, Bottom, tick.Position, Bottom + TickLength);
        }

        List<(double From, double To)>[] rows = [[], []];
        foreach (var index in Enumerable.Range(0, ticks.Count).OrderBy(importance))
        {
            var (position, label) = ticks[index];
            var half = TextMeasure.Width(label, Svg.SmallText) / 2;
            var centre = Math.Clamp(position, Left - 20 + half, Math.Max(Right + 12 - half, Left - 20 + half));
            var row = Array.FindIndex(rows, taken => taken.TrueForAll(t => centre + half + 3 < t.From || centre - half - 3 > t.To));
            if (row >= 0)
            {
                rows[row].Add((centre - half, centre + half));
                yield return Svg.Text(centre, Bottom + 15 + (row * 15), label, "middle", size: Svg.SmallText);
            }
        }
    }

    // Labels that would touch their neighbour are left out; their ticks stay.
    private static IEnumerable<AxisTick> Apart(IReadOnlyList<AxisTick> ticks)
    {
        var end = double.NegativeInfinity;
        foreach (var tick in ticks)
        {
            var half = TextMeasure.Width(tick.Label, Svg.SmallText) / 2;
            if (tick.Position - half > end + 4)
            {
                end = tick.Position + half;
                yield return tick;
            }
        }
    }
}
