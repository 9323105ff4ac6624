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

    /// <summary>Whether the authenticator's code is asked for here: what the page carries would not go through another address.</summary>
    public bool AsksForCode { get; private set; }

    public void OnGet()
    {
        if (HttpContext.Features.Get<CarriedTyping>() is { } carried)
        {
            (Typing, Next) = (carried.Text, carried.Address);
        }
    }

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

        var begun = await AskAsync<Application.Administration.Credentials.SignIn, BegunSignIn>(new(AccountName!.Trim(), Password!) { Device = DeviceWords.Of(Request) });
        if (begun.Refusal is { } refusal)
        {
            return Refused(refusal, nameof(Password));
        }

        SessionCookie.Give(Response, begun.Value.Session);
        if (Typing is not null && begun.Value.HasSecondFactor)
        {
            AsksForCode = true;
            return Page();
        }

        return Redirect(NextPlace.Keep(begun.Value.HasSecondFactor ? "/sign-in/code" : "/sign-in/set-up", Next));
    }
}
