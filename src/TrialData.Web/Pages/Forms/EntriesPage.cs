using Microsoft.AspNetCore.Mvc;
using TrialData.Application.Capture.Entries;
using TrialData.Hosting;

namespace TrialData.Web.Pages.Forms;

/// <summary>A page about the entries of a paper form of which no form came yet.</summary>
internal abstract class EntriesPage(Door door) : FormPage(door)
{
    public ShownEntries Entries { get; private set; } = null!;

    /// <summary>The form and who entered it; null where the page can be shown.</summary>
    protected async Task<IActionResult?> FindEntriesAsync()
    {
        if (await FindFormAsync() is { } nothing)
        {
            return nothing;
        }

        if (!Layout.IsEnteredTwice || Log is not null || Instance > 1)
        {
            return NotFound();
        }

        if (Saved.Version > 0)
        {
            return Redirect(FormAddress);
        }

        var shown = await AskAsync<ShowEntries, ShownEntries>(new(TrialCode, ParticipantId, Visit!, FormCode!));
        if (shown.IsRefused || shown.Value.Entries.Count == 0)
        {
            return NotFound();
        }

        Entries = shown.Value;
        return null;
    }
}
