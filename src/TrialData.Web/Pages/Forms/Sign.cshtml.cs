using Microsoft.AspNetCore.Mvc;
using TrialData.Application.Capture;
using TrialData.Application.Pipeline;
using TrialData.Hosting;

namespace TrialData.Web.Pages.Forms;

/// <summary>An investigator signs a form by the own password, in the version that was seen.</summary>
internal sealed class SignModel(Door door) : FormPage(door)
{
    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public SignatureMeaning? Meaning { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    protected override bool Opens() => base.Opens() && Trial.May(Permission.SignParticipant);

    public async Task<IActionResult> OnGetAsync()
    {
        var nothing = await FindSavedAsync();
        Version = nothing is null ? Saved.Version : 0;
        return nothing ?? Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await FindSavedAsync() is { } nothing)
        {
            return nothing;
        }

        if (Meaning is null)
        {
            ModelState.AddModelError(nameof(Meaning), "Choose what your signature says");
        }

        if (string.IsNullOrEmpty(Password))
        {
            ModelState.AddModelError(nameof(Password), "Enter your password");
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var signed = await AskAsync<SignForm, FormSigned>(new(TrialCode, ParticipantId, At, Version, Meaning!.Value, Password!));
        if (signed.Refusal is { } refusal)
        {
            return Refused(refusal);
        }

        TempData["Done"] = $"You signed {Layout.Label}.";
        return Redirect(FormAddress);
    }
}
