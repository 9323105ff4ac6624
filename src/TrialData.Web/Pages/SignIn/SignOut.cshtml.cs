using Microsoft.AspNetCore.Mvc;
using TrialData.Application.Administration.Credentials;
using TrialData.Hosting;
using TrialData.Web.SignedIn;

namespace TrialData.Web.Pages.SignIn;

/// <summary>Ends the session.</summary>
internal sealed class SignOutModel(Door door) : SigningInPage(door)
{
    public async Task<IActionResult> OnPostAsync()
    {
        if (Session is { } session)
        {
            // Whether it still lived does not matter: it is over now.
            await AskAsync<EndSession, EndedSession>(new(session));
            SessionCookie.TakeBack(Response);
        }

        TempData["Done"] = "You are signed out.";
        return Redirect("/sign-in");
    }
}
