using Microsoft.AspNetCore.Mvc;
using TrialData.Application.Administration.Credentials;
using TrialData.Hosting;
using TrialData.Web.SignedIn;

namespace TrialData.Web.Pages.SignIn;

/// <summary>A recovery code in place of the authenticator's, after which another authenticator is set up.</summary>
internal sealed class RecoveryModel(Door door) : SigningInPage(door)
{
    [BindProperty]
    public string? Code { get; set; }

    public string CodeAddress => NextPlace.Keep("/sign-in/code", Next);

    public IActionResult OnGet() => Session is null ? StartAgain() : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (Session is not { } session)
        {
            return StartAgain();
        }

        if (string.IsNullOrWhiteSpace(Code))
        {
            ModelState.AddModelError(nameof(Code), "Enter one of your recovery codes");
            return Page();
        }

        var used = await AskAsync<UseRecoveryCode, Application.Administration.Credentials.SignedIn>(new(session, Code));
        if (used.Refusal is { } refusal)
        {
            return Refused(refusal, nameof(Code));
        }

        SessionCookie.Give(Response, used.Value.Session);
        return Redirect(NextPlace.Keep("/sign-in/set-up", Next));
    }
}
