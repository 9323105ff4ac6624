using Microsoft.AspNetCore.Mvc;
using TrialData.Application.Administration.Credentials;
using TrialData.Hosting;
using TrialData.Web.SignedIn;

namespace TrialData.Web.Pages.Account;

/// <summary>Gives the person new recovery codes, and shows them once.</summary>
internal sealed class RecoveryCodesModel(Door door) : SignedInPage(door)
{
    [BindProperty]
    public string? Password { get; set; }

    public IReadOnlyList<string>? RecoveryCodes { get; private set; }

    public IActionResult OnGet() => Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (string.IsNullOrEmpty(Password))
        {
            ModelState.AddModelError(nameof(Password), "Enter your password");
            return Page();
        }

        var renewed = await AskAsync<ReplaceRecoveryCodes, ReplacedRecoveryCodes>(new(Password));
        if (renewed.Refusal is { } refusal)
        {
            return Refused(refusal);
        }

        RecoveryCodes = renewed.Value.RecoveryCodes;
        return Page();
    }
}
