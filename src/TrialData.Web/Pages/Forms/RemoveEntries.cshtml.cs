using Microsoft.AspNetCore.Mvc;
using TrialData.Application.Capture.Entries;
using TrialData.Hosting;
using TrialData.Web.Ground;

namespace TrialData.Web.Pages.Forms;

/// <summary>Takes entries of a paper form of which no form came yet out of the data, such as those of another participant's paper.</summary>
internal sealed class RemoveEntriesModel(Door door) : EntriesPage(door)
{
    [BindProperty]
    public string? Reason { get; set; }

    public async Task<IActionResult> OnGetAsync() => await FindRemovableAsync() ?? Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (await FindRemovableAsync() is { } nothing)
        {
            return nothing;
        }

        if (string.IsNullOrWhiteSpace(Reason))
        {
            ModelState.AddModelError(nameof(Reason), "Enter the reason");
            return Page();
        }

        var removed = await AskAsync<RemoveEntries, EntriesRemoved>(new(TrialCode, ParticipantId, Visit!, FormCode!, Reason));
        if (removed.Refusal is { } refusal)
        {
            return Refused(refusal);
        }

        TempData["Done"] = $"{Shown.Count(removed.Value.Entries, "entry", "entries")} of {Layout.Label} {(removed.Value.Entries == 1 ? "was" : "were")} taken out of the data. The form can be entered anew.";
        return Redirect(FormAddress);
    }

    private async Task<IActionResult?> FindRemovableAsync() => await FindEntriesAsync() ?? (Layout.MayFill ? null : NotFound());
}
