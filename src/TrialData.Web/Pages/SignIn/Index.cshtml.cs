using Microsoft.AspNetCore.Mvc;
using TrialData.Application.Administration.Credentials;
using TrialData.Hosting;
using TrialData.Web.SignedIn;

namespace TrialData.Web.Pages.SignIn;

/// <summary>Name and password.</summary>
internal sealed class IndexModel(Door door) : SigningInPage(door)
{
    [BindProperty]
    public string? AccountName { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    public async Task<IActionResult> OnPostAsync()
    {
        if (string.IsNullOrWhiteSpace(AccountName))
        {
            ModelState.AddModelError(nameof(AccountName), "Enter your account name");
        }

        if (string.IsNullOrEmpty(Password))
        {
            ModelState.AddModelError(nameof(Password), "Enter your password");
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var begun = await AskAsync<Application.Administration.Credentials.SignIn, BegunSignIn>(new(AccountName!.Trim(), Password!));
        if (begun.Refusal is { } refusal)
        {
            return Refused(refusal, nameof(Password));
        }

        SessionCookie.Give(Response, begun.Value.Session);
        return Redirect(NextPlace.Keep(begun.Value.HasSecondFactor ? "/sign-in/code" : "/sign-in/set-up", Next));
    }
}
