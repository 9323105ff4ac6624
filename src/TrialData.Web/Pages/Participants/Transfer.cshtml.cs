using Microsoft.AspNetCore.Mvc;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Hosting;
using TrialData.Web.Ground.Fields;
using TrialData.Web.SignedIn;

namespace TrialData.Web.Pages.Participants;

/// <summary>Moves a participant to another site.</summary>
internal sealed class TransferModel(Door door) : ParticipantPage(door)
{
    [BindProperty]
    public string? ToSite { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public bool LeaveDrafts { get; set; }

    public TypedDay On { get; private set; } = TypedDay.None;

    /// <summary>Whether somebody at the old site has typed what is not saved: asked about once it is known to be there.</summary>
    public bool AsksToLeave { get; private set; }

    public IReadOnlyList<Choice> Sites => Trial.Sites.Where(site => site.Code != Participant.Site).Select(site => new Choice(site.Code, $"{site.Code} – {site.Name}")).ToList();

    public async Task<IActionResult> OnGetAsync() => await FindAsync() ?? Page();

    public async Task<IActionResult> OnPostAsync()
    {
        On = TypedDay.From(await Request.ReadFormAsync(Cancellation), nameof(On));
        AsksToLeave = LeaveDrafts;
        var (day, fault) = On.Read("The day of the transfer");
        if (string.IsNullOrEmpty(ToSite))
        {
            ModelState.AddModelError(nameof(ToSite), "Choose a site");
        }

        if (fault is not null)
        {
            ModelState.AddModelError(nameof(On), fault);
        }

        if (string.IsNullOrWhiteSpace(Reason))
        {
            ModelState.AddModelError(nameof(Reason), "Enter the reason for the transfer");
        }

        if (!ModelState.IsValid)
        {
            return await FindAsync() ?? Page();
        }

        var moved = await AskAsync<TransferParticipant, TransferredParticipant>(new(TrialCode, ParticipantId, ToSite!, day!.Value, Reason!, LeaveDrafts));
        if (moved.Refusal is TypingNotSaved typing)
        {
            AsksToLeave = true;
            ModelState.AddModelError(nameof(LeaveDrafts), typing.Message);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return await FindAsync() ?? Page();
        }

        if (moved.Refusal is { } refusal)
        {
            return await FindAsync() ?? Refused(refusal);
        }

        TempData["Done"] = $"{moved.Value.Number} is transferred from {moved.Value.FromSite} to {moved.Value.ToSite}.";
        return Redirect(Address);
    }

    protected override bool Opens() => base.Opens() && Trial.May(Permission.TransferParticipant);
}
