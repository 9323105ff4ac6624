using Microsoft.AspNetCore.Mvc;
using TrialData.Application.Oversight;
using TrialData.Application.Pipeline;
using TrialData.Hosting;
using TrialData.Web.Ground;
using TrialData.Web.SignedIn;

namespace TrialData.Web.Pages.Participants;

/// <summary>The visits that are still to come of all participants whom the person may read, as a file for a calendar.</summary>
internal sealed class CalendarOfAllModel(Door door, TimeProvider clock) : TrialPage(door)
{
    public async Task<IActionResult> OnGetAsync()
    {
        var listed = await AskAsync<ListVisitsToCome, ListedVisitsToCome>(new(TrialCode));
        return listed.IsRefused
            ? NotFound()
            : File(VisitCalendar.Of($"Visits of {TrialCode}", listed.Value.Visits, clock.GetUtcNow()), VisitCalendar.ContentType, $"{TrialCode}.ics");
    }

    protected override bool Opens() => base.Opens() && Trial.May(Permission.ReadParticipants);
}
