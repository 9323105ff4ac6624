using Microsoft.AspNetCore.Mvc;
using TrialData.Application.Administration.Credentials;
using TrialData.Hosting;
using TrialData.Web.SignedIn;

namespace TrialData.Web.Pages.SignIn;

/// <summary>The authenticator's code, after the password.</summary>
internal sealed class CodeModel(Door door) : SigningInPage(door)
{
    [BindProperty]
    public string? Code { get; set; }

    public string RecoveryAddress => NextPlace.Keep("/sign-in/recovery", Next);

    public IActionResult OnGet() => Session is null ? StartAgain() : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (Session is not { } session)
        {
            return StartAgain();
        }

        if (string.IsNullOrWhiteSpace(Code))
        {
            ModelState.AddModelError(nameof(Code), "Enter the code that your authenticator app shows");
            return Page();
        }

        var given = await AskAsync<GiveSecondFactor, Application.Administration.Credentials.SignedIn>(new(session, string.Concat(Code.Where(c => !char.IsWhiteSpace(c)))));
        return given.Refusal is { } refusal ? Refused(refusal, nameof(Code)) : Enter(given.Value);
    }
}
