using Microsoft.AspNetCore.Mvc;
using TrialData.Application.Capture.Links;
using TrialData.Hosting;
using TrialData.Web.Ground;

namespace TrialData.Web.Pages.Links;

/// <summary>The links of a participant, and where another can be given.</summary>
internal sealed class IndexModel(Door door, TimeProvider clock) : LinksPage(door, clock)
{
    /// <summary>Visits with forms that the participant can be given a link for.</summary>
    public IEnumerable<PlaceLink> New => Participant.Visits
        .Select(visit => (visit, Forms: FormsFor(visit)))
        .Where(each => each.Forms.Count > 0)
        .Select(each => new PlaceLink(
            $"{LinksAddress}/new/{Uri.EscapeDataString(each.visit.Code)}", $"{each.visit.Label}: {string.Join(", ", each.Forms.Select(form => form.Label))}"));

    public (string Word, string Colour, string? When) StateOf(ListedFormLink link) => link switch
    {
        { UsedAt: { } used } => ("Used", "nhsuk-tag--green", Shown.Instant(used)),
        { RevokedAt: { } revoked } => ("Taken back", "nhsuk-tag--grey", Shown.Instant(revoked)),
        _ when IsOpen(link) => ("Open", "nhsuk-tag--blue", "until " + Shown.Instant(link.ExpiresAt)),
        _ => ("Ended", "nhsuk-tag--grey", Shown.Instant(link.ExpiresAt)),
    };

    public string RevokeAddress(ListedFormLink link) => FormattableString.Invariant($"{LinksAddress}/{link.FormLinkId}/revoke");

    public async Task<IActionResult> OnGetAsync() => await FindLinksAsync() ?? Page();
}
