using Microsoft.AspNetCore.Mvc;
using TrialData.Application.Administration.Credentials;
using TrialData.Hosting;
using TrialData.Web.SignedIn;

namespace TrialData.Web.Pages.SignIn;

/// <summary>Changes the password: because it has to be, or because the person wants to.</summary>
internal sealed class PasswordModel(Door door) : SigningInPage(door)
{
    [BindProperty]
    public string? OldPassword { get; set; }

    [BindProperty]
    public string? NewPassword { get; set; }

    public IActionResult OnGet() => Session is null ? StartAgain() : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (Session is not { } session)
        {
            return StartAgain();
        }

        if (string.IsNullOrEmpty(OldPassword))
        {
            ModelState.AddModelError(nameof(OldPassword), "Enter the password that you have used until now");
        }

        if (string.IsNullOrEmpty(NewPassword))
        {
            ModelState.AddModelError(nameof(NewPassword), "Enter a new password");
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var changed = await AskAsync<ChangePassword, Application.Administration.Credentials.SignedIn>(new(session, OldPassword!, NewPassword!));
        return changed.Refusal switch
        {
            null => Enter(changed.Value),
            SignInRefused refusal => Refused(refusal, nameof(OldPassword)),
            var refusal => Refused(refusal, nameof(NewPassword)),
        };
    }
}
