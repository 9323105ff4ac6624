using System.Xml.Linq;
using TrialData.Application.Analyses;

namespace TrialData.Application.Reporting.Figures;

/// <summary>Which mark stands for which arm, in rows as wide as the drawing.</summary>
public sealed record Legend(IReadOnlyList<XElement> Elements, double Height)
{
    private const double Sample = 30;
    private const double Gap = 18;
    private const double RowHeight = 20;

    public static Legend For(IReadOnlyList<Labelled> arms, double left, double top, double width, bool dashed = true)
    {
        var elements = new List<XElement>();
        var (x, y) = (left, top + (RowHeight / 2));
        for (var i = 0; i < arms.Count; i++)
        {
            var name = TextMeasure.Ellipsise(arms[i].Label, width - Sample - 6, Svg.TextSize);
            var room = Sample + 6 + TextMeasure.Width(name, Svg.TextSize);
            if (x > left && x + room > left + width)
            {
                (x, y) = (left, y + RowHeight);
            }

            var style = ArmStyle.Of(i);
            elements.Add(Svg.Group(style.Name, style.Colour, Svg.Line(x, y, x + Sample, y, width: 1.8, dash: dashed ? style.Dash : null), Marks.Point(x + (Sample / 2), y, style)));
            elements.Add(Svg.Lines(x + Sample + 6, y, [name], arms[i].Label));
            x += room + Gap;
        }

        return new(elements, arms.Count == 0 ? 0 : y + (RowHeight / 2) - top);
    }
}
