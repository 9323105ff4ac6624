using Microsoft.AspNetCore.Mvc;
using TrialData.Application.Administration;
using TrialData.Application.Administration.Credentials;
using TrialData.Hosting;
using TrialData.Web.SignedIn;

namespace TrialData.Web.Pages.Invitation;

/// <summary>An invited person chooses a password, and signs in.</summary>
internal sealed class IndexModel(Door door) : SigningInPage(door)
{
    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = string.Empty;

    [BindProperty]
    public string? Password { get; set; }

    public async Task<IActionResult> OnPostAsync()
    {
        if (string.IsNullOrEmpty(Password))
        {
            ModelState.AddModelError(nameof(Password), "Enter a password");
            return Page();
        }

        var accepted = await AskAsync<AcceptInvitation, AcceptedInvitation>(new(new InvitationToken(Token), Password));
        if (accepted.Refusal is { } refusal)
        {
            return Refused(refusal, refusal is NoSuchInvitation ? string.Empty : nameof(Password));
        }

        TempData["Done"] = $"Your password is set, {accepted.Value.AccountName}. Sign in with it now.";
        return Redirect("/sign-in");
    }
}
