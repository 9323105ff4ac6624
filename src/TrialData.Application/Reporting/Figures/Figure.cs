using System.Xml.Linq;

namespace TrialData.Application.Reporting.Figures;

/// <summary>A drawing, the words that stand for it, and the numbers it shows.</summary>
/// <param name="Id">Unique in a report; letters, digits and hyphens.</param>
/// <param name="Title">What is shown, in one line.</param>
/// <param name="Description">The text alternative: what a reader would see in the drawing.</param>
/// <param name="Note">How to read the marks.</param>
/// <param name="Data">Every number of the drawing.</param>
public sealed record Figure(string Id, string Title, string Description, string Note, XElement Drawing, DataTable Data)
{
    /// <summary>The drawing as a file of its own.</summary>
    public string ToSvg() => Html.Serialise(Drawing) + "\n";
}
