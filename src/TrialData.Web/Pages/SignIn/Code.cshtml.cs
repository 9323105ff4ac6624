using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using TrialData.Application.Administration;
using TrialData.Application.Administration.Credentials;
using TrialData.Hosting;
using TrialData.Web.SignedIn;

namespace TrialData.Web.Pages.SignIn;

/// <summary>The authenticator's code, after the password.</summary>
internal sealed class CodeModel(Door door, TypingSeal seal) : SigningInPage(door)
{
    [BindProperty]
    public string? Code { get; set; }

    public string RecoveryAddress => NextPlace.Keep("/sign-in/recovery", Next);

    /// <summary>Whether the person is in, and goes on with what was typed before.</summary>
    public bool GoesOn { get; private set; }

    public string TypingAddress => QueryHelpers.AddQueryString(NextPlace.Of(Url, Next), "handler", "Resume");

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
        if (given.Refusal is { } refusal)
        {
            return Refused(refusal, nameof(Code));
        }

        return given.Value.MustChangePassword || !await CarriesOwnTypingAsync(given.Value.Session) ? Enter(given.Value) : GoOn(given.Value.Session);
    }

    private async Task<bool> CarriesOwnTypingAsync(SessionToken session)
    {
        if (Typing is null || (await FindActorAsync(session)) is not { Refusal: null } found)
        {
            return false;
        }

        // What the page sends next, it sends as this person.
        HttpContext.User = SessionAuthentication.PersonOf(found.Value);
        return seal.Open(NextPlace.Of(Url, Next), found.Value, Typing) is not null;
    }

    private PageResult GoOn(SessionToken session)
    {
        SessionCookie.Give(Response, session);
        GoesOn = true;
        return Page();
    }
}
