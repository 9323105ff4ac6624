using System.Xml.Linq;

namespace TrialData.Application.Reporting.Figures;

/// <summary>Finds places for the labels of points: beside the point, or further up or down on either side, clear of points and other labels.</summary>
internal sealed class LabelPlaces(Panel panel, IEnumerable<(double X, double Y)> points)
{
    private const double Away = 11;
    private const double LineHeight = 15;
    private const double HalfPoint = 7;
    private const int MostSteps = 10;

    private readonly List<Box> taken = [.. points.Select(point => new Box(point.X - HalfPoint, point.X + HalfPoint, point.Y - HalfPoint, point.Y + HalfPoint))];

    public XElement Place(double x, double y, string label, bool bold)
    {
        var width = TextMeasure.Width(label, Svg.SmallText, bold);
        var places =
            from step in Enumerable.Range(0, MostSteps)
            let middle = y + ((step % 2 == 0 ? 1 : -1) * ((step + 1) / 2) * LineHeight)
            from left in new[] { x + Away, x - Away - width }
            select new Box(left, left + width, middle - (LineHeight / 2), middle + (LineHeight / 2));
        var place = places.FirstOrDefault(box => IsInside(box) && !taken.Exists(box.Meets), places.First());
        taken.Add(place);
        return Svg.Text(place.Left, (place.Top + place.Bottom) / 2, label, bold: bold, size: Svg.SmallText);
    }

    private bool IsInside(Box box) => box.Left >= panel.Left && box.Right <= panel.Right && box.Top >= panel.Top && box.Bottom <= panel.Bottom;

    private sealed record Box(double Left, double Right, double Top, double Bottom)
    {
        public bool Meets(Box other) => Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;
    }
}
