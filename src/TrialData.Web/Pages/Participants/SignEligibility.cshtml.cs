using Microsoft.AspNetCore.Mvc;
using TrialData.Application.Enrolment.Eligibility;
using TrialData.Application.Pipeline;
using TrialData.Hosting;
using TrialData.Web.SignedIn;

namespace TrialData.Web.Pages.Participants;

/// <summary>An investigator signs, by the own password, that a participant is eligible.</summary>
internal sealed class SignEligibilityModel(Door door) : ParticipantPage(door)
{
    [BindProperty]
    public string? Password { get; set; }

    public async Task<IActionResult> OnGetAsync() => await FindAsync() ?? Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (string.IsNullOrEmpty(Password))
        {
            ModelState.AddModelError(nameof(Password), "Enter your password");
            return await FindAsync() ?? Page();
        }

        return await DoAsync<SignEligibility, SignedEligibility>(new(TrialCode, ParticipantId, Password), done => $"You signed that {done.Number} is eligible.");
    }

    protected override bool Opens() => base.Opens() && Trial.May(Permission.SignEligibility);
}
