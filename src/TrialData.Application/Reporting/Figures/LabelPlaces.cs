using System.Xml.Linq;

namespace TrialData.Application.Reporting.Figures;

/// <summary>A rectangle that a label must keep off.</summary>
internal sealed record Box(double Left, double Right, double Top, double Bottom)
{
    public double MiddleY => (Top + Bottom) / 2;

    public bool Meets(Box other) => Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;
}

/// <summary>Finds places for the labels of points: beside the point, or further up or down on either side, clear of points and other labels.</summary>
/// <param name="obstacles">What else stands in the panel.</param>
internal sealed class LabelPlaces(Panel panel, IEnumerable<(double X, double Y)> points, IEnumerable<Box> obstacles)
{
    private const double Away = 11;
    private const double LineHeight = 15;
    private const double HalfPoint = 7;
    private const double LeaderGap = 2;
    private const double LeaderOpacity = 0.6;

    // Of the panel's width, how much a label may take: less where there is no room for more.
    private static readonly double[] Shares = [0.4, 0.25, 0.15];

    private readonly int steps = 1 + (2 * (int)((panel.Bottom - panel.Top) / LineHeight));
    private readonly List<Box> taken = [.. points.Select(point => Around(point.X, point.Y, HalfPoint)), .. obstacles];
    private readonly List<Box> labels = [];
    private readonly List<Box> leaders = [];

    /// <summary>A label, with a line to its point where it stands apart from it; a name that is too long is cut, and whole in a tooltip.</summary>
    /// <returns>Null where the panel has no room left for it.</returns>
    public XElement? Place(double x, double y, string label, bool bold)
    {
        // A cut name is better than a line through words, and such a line better than no name.
        var found = new[] { true, false }
            .SelectMany(clear => Shares.Select(share => (Clear: clear, Shown: TextMeasure.Ellipsise(label, panel.Width * share, Svg.SmallText, bold))))
            .Select(each => (each.Shown, Box: FreePlace(x, y, TextMeasure.Width(each.Shown, Svg.SmallText, bold), each.Clear)))
            .FirstOrDefault(each => each.Box is not null);
        if (found.Box is not { } place)
        {
            return null;
        }

        taken.Add(place);
        labels.Add(place);
        leaders.AddRange(Leader(x, y, place));
        return Svg.El("g",
            found.Shown == label ? null : Svg.El("title", Html.Clean(label)),
            NeedsLeader(y, place) ? Svg.Line(x, y, LeaderEnd(x, place), place.MiddleY, width: 0.8, opacity: LeaderOpacity) : null,
            Svg.Text(place.Left, place.MiddleY, found.Shown, bold: bold, size: Svg.SmallText));
    }

    private Box? FreePlace(double x, double y, double width, bool clear)
    {
        var places =
            from step in Enumerable.Range(0, steps)
            let middle = y + ((step % 2 == 0 ? 1 : -1) * ((step + 1) / 2) * LineHeight)
            from left in new[] { x + Away, x - Away - width }
            select new Box(left, left + width, middle - (LineHeight / 2), middle + (LineHeight / 2));
        return places.FirstOrDefault(box =>
            IsInside(box) && !taken.Exists(box.Meets) && (!clear || (!leaders.Exists(box.Meets) && !Leader(x, y, box).Any(bead => labels.Exists(bead.Meets)))));
    }

    // The line as a string of beads. It may pass behind a point.
    private static IEnumerable<Box> Leader(double x, double y, Box place)
    {
        if (!NeedsLeader(y, place))
        {
            return [];
        }

        var (acrossBy, downBy) = (LeaderEnd(x, place) - x, place.MiddleY - y);
        var beads = (int)Math.Ceiling(Math.Abs(downBy) / 2);
        return Enumerable.Range(0, beads + 1)
            .Select(bead => (double)bead / beads)
            .Select(share => Around(x + (share * acrossBy), y + (share * downBy), 1));
    }

    private static bool NeedsLeader(double y, Box place) => Math.Abs(place.MiddleY - y) > LineHeight;

    private static double LeaderEnd(double x, Box place) => place.Left > x ? place.Left - LeaderGap : place.Right + LeaderGap;

    private static Box Around(double x, double y, double half) => new(x - half, x + half, y - half, y + half);

    private bool IsInside(Box box) => box.Left >= panel.Left && box.Right <= panel.Right && box.Top >= panel.Top && box.Bottom <= panel.Bottom;
}
