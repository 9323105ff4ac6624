using Microsoft.AspNetCore.Mvc;
using TrialData.Application.Capture;
using TrialData.Application.Capture.Layouts;
using TrialData.Hosting;

namespace TrialData.Web.Pages.Forms;

/// <summary>Every answer that an item of a form ever had.</summary>
internal sealed class HistoryModel(Door door) : FormPage(door)
{
    [BindProperty(SupportsGet = true)]
    public string Item { get; set; } = string.Empty;

    public LaidItem Asked => Layout.FindItem(Item)!;

    public IReadOnlyList<PastAnswer> Past { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        if (await FindFormAsync() is { } nothing)
        {
            return nothing;
        }

        var found = await AskAsync<ShowFieldHistory, FieldHistory>(new(TrialCode, ParticipantId, At, Item));
        if (found.IsRefused)
        {
            return NotFound();
        }

        Past = found.Value.Values;
        return Page();
    }
}
