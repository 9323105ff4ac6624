using System.Xml.Linq;
using TrialData.Application.Analyses;

namespace TrialData.Application.Reporting;

/// <summary>What the numbers were made from, so that anybody can make them again.</summary>
internal static class ProvenanceSection
{
    public static IEnumerable<XElement> Render(AnalysisResults results)
    {
        var provenance = results.Provenance;
        yield return Html.El("dl", Html.Class("facts"),
            Entry("Data cut", Formats.Instant(provenance.CutAt)),
            Entry("Protocol", $"{results.TrialCode}, version {Formats.Count(provenance.ProtocolVersion)}"),
            Entry("Specification", results.SpecificationTitle),
            Entry("Software", provenance.Software),
            Hash("SHA-256 of the protocol", provenance.ProtocolSha256),
            Hash("SHA-256 of the specification", provenance.SpecificationSha256),
            Hash("SHA-256 of the data", provenance.DataSha256));
        if (provenance.Notes.Count > 0)
        {
            yield return Html.El("ul", provenance.Notes.Select(note => Html.El("li", note)));
        }
    }

    private static XElement[] Entry(string name, string value) => [Html.El("dt", name), Html.El("dd", value)];

    private static XElement[] Hash(string name, string value) => [Html.El("dt", name), Html.El("dd", Html.El("code", value))];
}
