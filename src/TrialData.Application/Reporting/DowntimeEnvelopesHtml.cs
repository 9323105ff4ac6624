using System.Xml.Linq;
using TrialData.Application.Allocation.Downtime;
using static System.FormattableString;

namespace TrialData.Application.Reporting;

/// <summary>Slots for downtime as a page to print: one sheet for each, to be folded inwards and sealed in an opaque envelope.</summary>
public static class DowntimeEnvelopesHtml
{
    // Folded along the dashed lines, the arm comes inside and the hatched part lies over it. No ">": it would be encoded.
    private const string Style = """
        @page { size: A4; margin: 0 }
        body { margin: 0; font: 12pt/1.4 sans-serif; color: #000 }
        section { box-sizing: border-box; height: 297mm; padding: 12mm 20mm; page-break-after: always; break-after: page }
        section:last-child { page-break-after: auto; break-after: auto }
        section div { box-sizing: border-box; height: 90mm; overflow: hidden; border-bottom: 1px dashed #000; padding-top: 6mm }
        section div:last-child { border: 0 }
        h1 { font-size: 16pt; margin: 0 0 3mm }
        p { margin: 0 0 2.5mm }
        .inside { text-align: center; padding-top: 18mm }
        .arm { font-size: 26pt; font-weight: bold }
        .code { font: bold 18pt monospace; letter-spacing: 1mm }
        .cover { background: repeating-linear-gradient(45deg, #000 0 1mm, #fff 1mm 1.6mm); -webkit-print-color-adjust: exact; print-color-adjust: exact }
        """;

    public static string Render(IssuedEnvelopes issued)
    {
        var page = Html.El("html", Html.At("lang", "en-GB"),
            Html.El("head",
                Html.El("meta", Html.At("charset", "utf-8")),
                Html.El("title", $"Slots for downtime, {issued.Site}"),
                Html.El("style", Style)),
            Html.El("body", issued.Envelopes.Select(envelope => Sheet(issued, envelope))));
        return $"<!DOCTYPE html>\n{Html.Serialise(page)}\n";
    }

    private static XElement Sheet(IssuedEnvelopes issued, DowntimeEnvelope envelope) => Html.El("section",
        Html.El("div",
            Html.El("h1", Invariant($"{issued.TrialCode}, site {issued.Site}: slot {envelope.Number}")),
            Html.P(Invariant($"{issued.Title}. {issued.SiteName}. Issued {issued.IssuedAt:yyyy-MM-dd}.")),
            Html.P("Open only when TrialData cannot be reached, for a participant who is enrolled and has every form before randomisation. Take the lowest number first. Before you open it, write here:"),
            Html.P("Participant ________________ Day ____________ Signed ________________"),
            Html.P("Enter it as soon as TrialData is back: ", Html.El("b", "trialdata downtime enter"), ". Send unopened envelopes back as they are.")),
        Html.El("div", Html.Class("inside"),
            Html.P(Invariant($"Slot {envelope.Number} of site {issued.Site}")),
            Html.P(Html.Class("arm"), $"{envelope.ArmLabel} ({envelope.Arm})"),
            Html.P("Code to enter it with"),
            Html.P(Html.Class("code"), envelope.Code)),
        Html.El("div", Html.Class("cover")));
}
