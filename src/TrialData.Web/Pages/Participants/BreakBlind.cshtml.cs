using Microsoft.AspNetCore.Mvc;
using TrialData.Application.Allocation.CodeBreaks;
using TrialData.Application.Pipeline;
using TrialData.Hosting;
using TrialData.Web.SignedIn;

namespace TrialData.Web.Pages.Participants;

/// <summary>Discloses the arm of one participant in an emergency.</summary>
internal sealed class BreakBlindModel(Door door) : ParticipantPage(door)
{
    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    public BrokenBlind? Broken { get; private set; }

    public async Task<IActionResult> OnGetAsync() => await FindAsync() ?? Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (await FindAsync() is { } nothing)
        {
            return nothing;
        }

        if (string.IsNullOrWhiteSpace(Reason))
        {
            ModelState.AddModelError(nameof(Reason), "Say why the arm must be known");
        }

        if (string.IsNullOrEmpty(Password))
        {
            ModelState.AddModelError(nameof(Password), "Enter your password");
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var outcome = await AskAsync<BreakBlind, BrokenBlind>(new(TrialCode, ParticipantId, Reason!, Password!));
        if (outcome.Refusal is { } refusal)
        {
            return Refused(refusal);
        }

        Broken = outcome.Value;
        return Page();
    }

    // Whom the protocol names for emergencies is asked of the use case.
    protected override bool Opens() => base.Opens() && Trial.May(Permission.BreakBlind);
}
