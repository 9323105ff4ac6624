using System.Xml.Linq;

namespace TrialData.Application.Reporting.Figures;

/// <summary>A box of text as high as its lines, and the arrows between boxes.</summary>
internal sealed record FlowBox(double X, double Y, double Width, double Bottom, IReadOnlyList<FlowBox.Line> Texts)
{
    private const double Padding = 9;
    private const double LineStep = Svg.TextSize * TextMeasure.LineHeight;
    private const double Indent = 9;

    // The count stands at the end of a text and must not be cut: only nonsense is longer than this.
    private const int MostLinesOfOne = 20;

    public double Centre => X + (Width / 2);

    public double Middle => (Y + Bottom) / 2;

    /// <summary>Wraps each text to the width; continued lines of a bulleted text are indented.</summary>
    public static FlowBox Fit(double x, double y, double width, IReadOnlyList<string> texts, bool boldFirst)
    {
        var room = width - (2 * Padding);
        var lines = texts.SelectMany((text, i) =>
        {
            var bullet = text.StartsWith('•');
            var bold = boldFirst && i == 0;
            return TextMeasure.Wrap(text, bullet ? room - Indent : room, Svg.TextSize, MostLinesOfOne, bold)
                .Select((line, l) => new Line(line, text, bold, bullet && l > 0 ? Indent : 0));
        }).ToList();
        return new(x, y, width, y + (lines.Count * LineStep) + (2 * Padding), lines);
    }

    public IEnumerable<XElement> Draw()
    {
        yield return Svg.Rect(X, Y, Width, Bottom - Y, Svg.At("fill", "none"), Svg.Stroke());
        for (var i = 0; i < Texts.Count; i++)
        {
            var line = Texts[i];
            yield return Svg.Lines(X + Padding + line.Indent, Y + Padding + ((i + 0.5) * LineStep), [line.Text], line.Full, bold: line.Bold);
        }
    }

    public static IEnumerable<XElement> Stage(string name, double top, double bottom, double width)
    {
        yield return Svg.Group("stage", "#005eb8",
            Svg.Rect(0, top, width, bottom - top, Svg.At("rx", 4), Svg.At("fill-opacity", 0.1)),
            Svg.Text(width / 2, (top + bottom) / 2, name, "middle", bold: true, size: Svg.SmallText));
    }

    public static IEnumerable<XElement> Arrow((double X, double Y) from, (double X, double Y) to)
    {
        const double length = 8;
        const double half = 4;
        yield return Svg.Line(from.X, from.Y, to.X, to.Y);
        yield return from.X.Equals(to.X)
            ? Svg.Path([to, (to.X - half, to.Y - length), (to.X + half, to.Y - length)], closed: true)
            : Svg.Path([to, (to.X - length, to.Y - half), (to.X - length, to.Y + half)], closed: true);
    }

    internal sealed record Line(string Text, string Full, bool Bold, double Indent);
}
