using Microsoft.AspNetCore.Mvc;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Hosting;
using TrialData.Web.Ground.Fields;
using TrialData.Web.SignedIn;

namespace TrialData.Web.Pages.Participants;

/// <summary>Enrols a participant who has consented.</summary>
internal sealed class EnrolModel(Door door, TimeProvider clock) : ParticipantPage(door)
{
    public TypedDay EnrolledOn { get; private set; } = TypedDay.None;

    public async Task<IActionResult> OnGetAsync()
    {
        EnrolledOn = TypedDay.Of(clock.Today());
        return await FindAsync() ?? Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        EnrolledOn = TypedDay.From(await Request.ReadFormAsync(Cancellation), nameof(EnrolledOn));
        var (day, fault) = EnrolledOn.Read("The day of enrolment");
        if (fault is not null)
        {
            ModelState.AddModelError(nameof(EnrolledOn), fault);
            return await FindAsync() ?? Page();
        }

        return await DoAsync<EnrolParticipant, EnrolledParticipant>(new(TrialCode, ParticipantId, day!.Value), done => $"{done.Number} is enrolled.");
    }

    protected override bool Opens() => base.Opens() && Trial.May(Permission.Enrol);
}
