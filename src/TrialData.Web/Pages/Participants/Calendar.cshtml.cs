using Microsoft.AspNetCore.Mvc;
using TrialData.Application.Oversight;
using TrialData.Hosting;
using TrialData.Web.Ground;
using TrialData.Web.SignedIn;

namespace TrialData.Web.Pages.Participants;

/// <summary>The visits of a participant that are still to come, as a file for a calendar.</summary>
internal sealed class CalendarModel(Door door, TimeProvider clock) : ParticipantPage(door)
{
    public async Task<IActionResult> OnGetAsync()
    {
        if (await FindAsync() is { } nothing)
        {
            return nothing;
        }

        var listed = await AskAsync<ListVisitsToCome, ListedVisitsToCome>(new(TrialCode, ParticipantId));
        return listed.IsRefused
            ? NotFound()
            : File(VisitCalendar.Of($"Visits of {Participant.Number}", listed.Value.Visits, clock.GetUtcNow()), VisitCalendar.ContentType, $"{Participant.Number}.ics");
    }
}
