using System.Xml.Linq;
using TrialData.Application.Reporting.Figures;

namespace TrialData.Application.Reporting;

/// <summary>Figures in a page: the drawing, its number and caption, and its data in a table to open.</summary>
internal sealed class FigureHtml
{
    private int drawn;

    /// <summary>A figure as wide as it is; it scrolls by itself where the page is narrower.</summary>
    public XElement Render(Figure figure) =>
        Html.El("figure", Html.At("id", figure.Id), Html.Scroll(figure.Title, new XElement(figure.Drawing)), CaptionAndData(figure));

    /// <summary>Small figures side by side, below each other on a narrow page.</summary>
    public XElement Panels(IEnumerable<Figure> figures) =>
        Html.El("div", Html.Class("panels"), figures.Select(figure =>
            Html.El("figure", Html.At("id", figure.Id), new XElement(figure.Drawing), CaptionAndData(figure))));

    private object[] CaptionAndData(Figure figure)
    {
        drawn++;
        return
        [
            Html.El("figcaption", Html.El("strong", $"Figure {Formats.Count(drawn)}. {figure.Title}."), " ", figure.Note),
            Html.El("details", Html.El("summary", $"Data of figure {Formats.Count(drawn)}"), DataTableHtml.Render(figure.Data)),
        ];
    }
}
