using System.Xml.Linq;

namespace TrialData.Application.Reporting.Figures;

/// <summary>A rectangle that a label must keep off.</summary>
internal sealed record Box(double Left, double Right, double Top, double Bottom)
{
    public bool Meets(Box other) => Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;
}

/// <summary>Finds places for the labels of points: beside the point, or further up or down on either side, clear of points and other labels.</summary>
/// <param name="obstacles">What else stands in the panel.</param>
internal sealed class LabelPlaces(Panel panel, IEnumerable<(double X, double Y)> points, IEnumerable<Box> obstacles)
{
    private const double Away = 11;
    private const double LineHeight = 15;
    private const double HalfPoint = 7;
    private const double LeaderOpacity = 0.6;

    // Of the panel's width, how much a label may take: less where there is no room for more.
    private static readonly double[] Shares = [0.4, 0.25, 0.15];

    private readonly int steps = 1 + (2 * (int)((panel.Bottom - panel.Top) / LineHeight));
    private readonly List<Box> taken = [.. points.Select(point => new Box(point.X - HalfPoint, point.X + HalfPoint, point.Y - HalfPoint, point.Y + HalfPoint)), .. obstacles];

    /// <summary>A label, with a line to its point where it stands apart from it; a name that is too long is cut, and whole in a tooltip.</summary>
    /// <returns>Null where the panel has no room left for it.</returns>
    public XElement? Place(double x, double y, string label, bool bold)
    {
        var found = Shares
            .Select(share => TextMeasure.Ellipsise(label, panel.Width * share, Svg.SmallText, bold))
            .Select(shown => (Shown: shown, Box: FreePlace(x, y, TextMeasure.Width(shown, Svg.SmallText, bold))))
            .FirstOrDefault(each => each.Box is not null);
        if (found.Box is not { } place)
        {
            return null;
        }

        taken.Add(place);
        var height = (place.Top + place.Bottom) / 2;
        return Svg.El("g",
            found.Shown == label ? null : Svg.El("title", Html.Clean(label)),
            Math.Abs(height - y) > LineHeight ? Svg.Line(x, y, place.Left > x ? place.Left - 2 : place.Right + 2, height, width: 0.8, opacity: LeaderOpacity) : null,
            Svg.Text(place.Left, height, found.Shown, bold: bold, size: Svg.SmallText));
    }

    private Box? FreePlace(double x, double y, double width)
    {
        var places =
            from step in Enumerable.Range(0, steps)
            let middle = y + ((step % 2 == 0 ? 1 : -1) * ((step + 1) / 2) * LineHeight)
            from left in new[] { x + Away, x - Away - width }
            select new Box(left, left + width, middle - (LineHeight / 2), middle + (LineHeight / 2));
        return places.FirstOrDefault(box => IsInside(box) && !taken.Exists(box.Meets));
    }

    private bool IsInside(Box box) => box.Left >= panel.Left && box.Right <= panel.Right && box.Top >= panel.Top && box.Bottom <= panel.Bottom;
}
