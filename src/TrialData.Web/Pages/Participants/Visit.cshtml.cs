using Microsoft.AspNetCore.Mvc;
using TrialData.Application.Enrolment;
using TrialData.Hosting;
using TrialData.Web.Ground.Fields;
using TrialData.Web.SignedIn;

namespace TrialData.Web.Pages.Participants;

/// <summary>Adds a visit that the protocol does not plan.</summary>
internal sealed class VisitModel(Door door) : ParticipantPage(door)
{
    public TypedDay On { get; private set; } = TypedDay.None;

    public async Task<IActionResult> OnGetAsync() => await FindAsync() ?? Page();

    public async Task<IActionResult> OnPostAsync()
    {
        On = TypedDay.From(await Request.ReadFormAsync(Cancellation), nameof(On));
        var (day, fault) = On.Read("The day of the visit");
        if (fault is not null)
        {
            ModelState.AddModelError(nameof(On), fault);
            return await FindAsync() ?? Page();
        }

        return await DoAsync<AddUnscheduledVisit, UnscheduledVisitAdded>(new(TrialCode, ParticipantId, day!.Value), done => $"The visit is added to {done.Number}.");
    }
}
