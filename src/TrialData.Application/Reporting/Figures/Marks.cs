using System.Xml.Linq;
using TrialData.Statistics;

namespace TrialData.Application.Reporting.Figures;

/// <summary>What stands for a number in a drawing.</summary>
public static class Marks
{
    private const double ArrowLength = 7;
    private const double ArrowHalf = 4;

    /// <summary>A point in the shape of its arm; an open shape is filled with the paper's colour.</summary>
    public static XElement Point(double x, double y, ArmStyle style, double radius = 4.5)
    {
        object[] look = style.Filled
            ? [Svg.At("fill", "currentColor")]
            : [Svg.At("class", "paper"), Svg.At("fill", "#ffffff"), Svg.Stroke(1.8)];
        return style.Shape switch
        {
            MarkShape.Circle => Svg.Circle(x, y, radius, look),
            MarkShape.Square => Svg.Rect(x - (radius * 0.9), y - (radius * 0.9), radius * 1.8, radius * 1.8, look),
            MarkShape.Triangle => Svg.Path([(x, y - (radius * 1.2)), (x + (radius * 1.1), y + (radius * 0.8)), (x - (radius * 1.1), y + (radius * 0.8))], closed: true, look),
            MarkShape.Diamond => Diamond(x, y, radius * 1.25, radius * 1.25, look),
        };
    }

    /// <summary>A square whose area is proportional to a weight between 0 and 1.</summary>
    public static XElement WeightedSquare(double x, double y, double share, double largest = 15, double smallest = 4)
    {
        var side = Math.Max(smallest, largest * Math.Sqrt(Math.Clamp(share, 0, 1)));
        return Svg.Rect(x - (side / 2), y - (side / 2), side, side);
    }

    /// <summary>A diamond that spans an interval: the usual mark of a summary.</summary>
    public static XElement SummaryDiamond(Estimate estimate, IScale x, double y, double halfHeight = 8)
    {
        var (low, high) = (Kept(x, estimate.Lower), Kept(x, estimate.Upper));
        var middle = Kept(x, estimate.Value);
        return Svg.Path([(low, y), (middle, y - halfHeight), (high, y), (middle, y + halfHeight)], closed: true);
    }

    /// <summary>The line of an interval along x. A limit beyond the axis, or infinite, ends in an arrow at the edge.</summary>
    public static IEnumerable<XElement> Across(Estimate estimate, IScale x, double y)
    {
        var (low, high) = (Kept(x, estimate.Lower), Kept(x, estimate.Upper));
        yield return Svg.Line(low, y, high, y, width: 1.6);
        if (estimate.Lower < x.Low)
        {
            yield return Arrow(low, y, towards: -1);
        }

        if (estimate.Upper > x.High)
        {
            yield return Arrow(high, y, towards: 1);
        }
    }

    /// <summary>The line of an interval of a proportion along y, with small caps. Proportions have no limit beyond their axis.</summary>
    public static IEnumerable<XElement> Upright(Estimate estimate, double x, IScale y)
    {
        const double cap = 3;
        var (low, high) = (Kept(y, estimate.Lower), Kept(y, estimate.Upper));
        yield return Svg.Line(x, low, x, high, width: 1.4);
        yield return Svg.Line(x - cap, low, x + cap, low, width: 1.4);
        yield return Svg.Line(x - cap, high, x + cap, high, width: 1.4);
    }

    /// <summary>The estimate if it can be drawn at all.</summary>
    public static Estimate? Drawable(Estimate? estimate) =>
        estimate is { } e && !double.IsNaN(e.Value) && !double.IsNaN(e.Lower) && !double.IsNaN(e.Upper) ? e : null;

    /// <summary>Whether a mark for the value itself has a place on the axis.</summary>
    public static bool Shows(IScale scale, double value) => value >= scale.Low && value <= scale.High;

    private static XElement Diamond(double x, double y, double halfWidth, double halfHeight, params object[] look) =>
        Svg.Path([(x - halfWidth, y), (x, y - halfHeight), (x + halfWidth, y), (x, y + halfHeight)], closed: true, look);

    private static XElement Arrow(double x, double y, int towards) =>
        Svg.Path([(x, y), (x - (towards * ArrowLength), y - ArrowHalf), (x - (towards * ArrowLength), y + ArrowHalf)], closed: true, Svg.At("class", "arrow"));

    private static double Kept(IScale scale, double value) => scale.Place(Math.Clamp(value, scale.Low, scale.High));
}
