using System.Globalization;
using System.Xml.Linq;

namespace TrialData.Application.Reporting.Figures;

/// <summary>The elements of a drawing. Presentation attributes and classes only, so that a strict content security policy lets it pass.</summary>
public static class Svg
{
    /// <summary>The width of a figure that fills the page of a report.</summary>
    public const double PageWidth = 960;

    public const double TextSize = 13;
    public const double SmallText = 12;

    private static readonly XNamespace Namespace = "http://www.w3.org/2000/svg";

    /// <summary>A drawing with its text alternative. Colours follow the page through <c>currentColor</c>.</summary>
    public static XElement Root(string id, string title, string description, double width, double height, IEnumerable<XElement> content) =>
        El("svg",
            At("viewBox", $"0 0 {Number(width)} {Number(height)}"), At("width", width), At("height", height),
            At("role", "img"), At("aria-labelledby", $"{id}-title {id}-desc"), At("fill", "currentColor"),
            At("font-family", "Arial, 'Liberation Sans', Helvetica, sans-serif"), At("font-size", TextSize),
            El("title", At("id", $"{id}-title"), Html.Clean(title)),
            El("desc", At("id", $"{id}-desc"), Html.Clean(description)),
            content);

    /// <summary>Things that share an arm's or a role's colour; a page may restyle the class, a lone drawing keeps the attribute.</summary>
    public static XElement Group(string name, string colour, params object[] content) =>
        El("g", At("class", name), At("color", colour), content);

    public static XElement Line(double x1, double y1, double x2, double y2, double width = 1, double opacity = 1, string? dash = null) =>
        El("line", At("x1", x1), At("y1", y1), At("x2", x2), At("y2", y2), Stroke(width, opacity, dash));

    public static XElement Rect(double x, double y, double width, double height, params object?[] look) =>
        El("rect", At("x", x), At("y", y), At("width", width), At("height", height), look);

    public static XElement Circle(double x, double y, double radius, params object?[] look) =>
        El("circle", At("cx", x), At("cy", y), At("r", radius), look);

    /// <summary>A path through points, closed or open.</summary>
    public static XElement Path(IEnumerable<(double X, double Y)> points, bool closed, params object?[] look) =>
        El("path", At("d", $"M{string.Join('L', points.Select(p => $"{Number(p.X)} {Number(p.Y)}"))}{(closed ? "Z" : "")}"), look);

    /// <summary>One line of text whose middle height is <paramref name="y"/>.</summary>
    /// <param name="anchor"><c>start</c>, <c>middle</c> or <c>end</c>.</param>
    public static XElement Text(double x, double y, string text, string anchor = "start", bool bold = false, double size = TextSize, bool muted = false) =>
        El("text",
            // Baselines are placed by hand: word processors ignore dominant-baseline.
            At("x", x), At("y", y + (size * 0.35)),
            anchor == "start" ? null : At("text-anchor", anchor),
            bold ? At("font-weight", "bold") : null,
            size == TextSize ? null : At("font-size", size),
            muted ? At("fill-opacity", "0.75") : null,
            Html.Clean(text));

    /// <summary>Lines of text around the middle height <paramref name="y"/>; the full text is a tooltip where lines were cut.</summary>
    public static XElement Lines(
        double x, double y, IReadOnlyList<string> lines, string full, string anchor = "start", bool bold = false, double size = TextSize)
    {
        var step = size * TextMeasure.LineHeight;
        var first = y - (step * (lines.Count - 1) / 2);
        var cut = lines.Any(line => line.EndsWith('…'));
        return El("g",
            cut ? El("title", Html.Clean(full)) : null,
            lines.Select((line, i) => Text(x, first + (i * step), line, anchor, bold, size)));
    }

    public static XAttribute[] Stroke(double width = 1, double opacity = 1, string? dash = null)
    {
        var attributes = new List<XAttribute> { At("stroke", "currentColor"), At("stroke-width", width) };
        if (opacity < 1)
        {
            attributes.Add(At("stroke-opacity", opacity));
        }

        if (dash is not null)
        {
            attributes.Add(At("stroke-dasharray", dash));
        }

        return [.. attributes];
    }

    public static XElement El(string name, params object?[] content) => new(Namespace + name, content);

    public static XAttribute At(string name, string value) => new(name, value);

    public static XAttribute At(string name, double value) => new(name, Number(value));

    /// <summary>At most two decimals, invariant: equal data give equal bytes.</summary>
    public static string Number(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentException(FormattableString.Invariant($"A drawing has no place for {value}."), nameof(value));
        }

        var rounded = Math.Round(value, 2, MidpointRounding.AwayFromZero);
        return (rounded == 0 ? 0 : rounded).ToString("0.##", CultureInfo.InvariantCulture);
    }
}
