using Microsoft.AspNetCore.Mvc;
using TrialData.Application.Capture.Links;
using TrialData.Hosting;

namespace TrialData.Web.Pages.Links;

/// <summary>Takes a link back that can still be used.</summary>
internal sealed class RevokeModel(Door door, TimeProvider clock) : LinksPage(door, clock)
{
    [BindProperty(SupportsGet = true, Name = "link")]
    public long LinkId { get; set; }

    public ListedFormLink Link { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync() => await FindOpenAsync() ?? Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (await FindOpenAsync() is { } nothing)
        {
            return nothing;
        }

        var revoked = await AskAsync<RevokeFormLink, RevokedFormLink>(new(TrialCode, ParticipantId, LinkId));
        if (revoked.Refusal is { } refusal)
        {
            return Refused(refusal);
        }

        TempData["Done"] = FormattableString.Invariant($"Link {LinkId} was taken back. It cannot be used any more.");
        return Redirect(LinksAddress);
    }

    private async Task<IActionResult?> FindOpenAsync()
    {
        if (await FindLinksAsync() is { } nothing)
        {
            return nothing;
        }

        if (Links.FirstOrDefault(link => link.FormLinkId == LinkId) is not { } found || !IsOpen(found))
        {
            return NotFound();
        }

        Link = found;
        return null;
    }
}
