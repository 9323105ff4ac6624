using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TrialData.Application.Allocation;
using TrialData.Application.Enrolment;
using TrialData.Hosting;
using TrialData.Web.SignedIn;

namespace TrialData.Web.Pages.Participants;

/// <summary>Randomises a participant: what will be used, the own password, one clear result.</summary>
internal sealed class RandomiseModel(Door door) : ParticipantPage(door)
{
    // The site stands beside them already, with its name.
    private const string Site = "site";

    [BindProperty]
    public string? Password { get; set; }

    public AllocatedParticipant? Allocated { get; private set; }

    public string? WhyNot { get; private set; }

    public IEnumerable<KeyValuePair<string, string>> Levels { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        var shown = await ShowAsync();

        // After a time-out somebody comes back to see whether it was done: the participant's page tells.
        return shown is PageResult && Participant.Status == ParticipantStatus.Randomised ? Redirect(Address) : shown;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (string.IsNullOrEmpty(Password))
        {
            ModelState.AddModelError(nameof(Password), "Enter your password");
            return await ShowAsync();
        }

        var allocated = await AskAsync<RandomiseParticipant, AllocatedParticipant>(new(TrialCode, ParticipantId, Password));
        if (allocated.Refusal is { } refusal)
        {
            var shown = await ShowAsync();
            return WhyNot is null ? Refused(refusal) : shown;
        }

        Allocated = allocated.Value;
        return await FindAsync() ?? Page();
    }

    private async Task<IActionResult> ShowAsync()
    {
        if (await FindAsync() is { } nothing)
        {
            return nothing;
        }

        var check = await AskAsync<CheckRandomisation, RandomisationCheck>(new(TrialCode, ParticipantId));
        if (check.IsRefused)
        {
            return NotFound();
        }

        WhyNot = check.Value.WhyNot;
        Levels = check.Value.Levels.Where(level => level.Key != Site);
        return Page();
    }
}
