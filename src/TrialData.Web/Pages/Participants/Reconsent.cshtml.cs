using Microsoft.AspNetCore.Mvc;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Hosting;
using TrialData.Web.Ground.Fields;
using TrialData.Web.SignedIn;

namespace TrialData.Web.Pages.Participants;

/// <summary>Records that a participant signed another consent form after the first.</summary>
internal sealed class ReconsentModel(Door door) : ParticipantPage(door)
{
    [BindProperty]
    public string? Form { get; set; }

    public TypedDay SignedOn { get; private set; } = TypedDay.None;

    public async Task<IActionResult> OnGetAsync()
    {
        if (await FindAsync() is { } nothing)
        {
            return nothing;
        }

        Form = Participant.ReconsentDue?.Code;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        SignedOn = TypedDay.From(await Request.ReadFormAsync(Cancellation), nameof(SignedOn));
        if (string.IsNullOrEmpty(Form))
        {
            ModelState.AddModelError(nameof(Form), "Choose the form that was signed");
        }

        var (day, fault) = SignedOn.Read("The day of the signature");
        if (fault is not null)
        {
            ModelState.AddModelError(nameof(SignedOn), fault);
        }

        return ModelState.IsValid
            ? await DoAsync<ReconsentParticipant, Reconsented>(new(TrialCode, ParticipantId, Form!, day!.Value), done => $"The new consent of {done.Number} is recorded.")
            : await FindAsync() ?? Page();
    }

    protected override bool Opens() => base.Opens() && Trial.May(Permission.RecordConsent);
}
