using Microsoft.AspNetCore.Mvc;
using TrialData.Application.Capture;
using TrialData.Hosting;

namespace TrialData.Web.Pages.Forms;

/// <summary>Takes a form or an entry that was entered in error out of the data; its history stays.</summary>
internal sealed class VoidModel(Door door) : FormPage(door)
{
    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (await FindSavedAsync() is { } nothing)
        {
            return nothing;
        }

        Version = Saved.Version;
        return Layout.MayFill ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await FindSavedAsync() is { } nothing)
        {
            return nothing;
        }

        if (!Layout.MayFill)
        {
            return NotFound();
        }

        if (string.IsNullOrWhiteSpace(Reason))
        {
            ModelState.AddModelError(nameof(Reason), "Enter the reason");
            return Page();
        }

        var voided = await AskAsync<VoidForm, FormVoided>(new(TrialCode, ParticipantId, At, Version, Reason));
        if (voided.Refusal is { } refusal)
        {
            return Refused(refusal);
        }

        TempData["Done"] = $"{Layout.Label} was taken out of the data. Its history stays.";
        return Redirect(Above);
    }
}
