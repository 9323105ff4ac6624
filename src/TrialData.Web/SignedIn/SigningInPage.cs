using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TrialData.Application.Administration;
using TrialData.Application.Administration.Credentials;
using TrialData.Application.Pipeline;
using TrialData.Hosting;
using static System.FormattableString;

namespace TrialData.Web.SignedIn;

/// <summary>A page of somebody who is about to sign in. The token of the session says how far it has come.</summary>
internal abstract class SigningInPage(Door door) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Next { get; set; }

    /// <summary>What the person was typing when the session ended, sealed; null where nothing was.</summary>
    [BindProperty]
    public string? Typing { get; set; }

    /// <summary>What a new password must be, for the person who chooses it.</summary>
    public static string PasswordRule { get; } = Invariant($"At least {SignInPolicy.ShortestPassword} characters: three words that do not belong together are easy to keep in mind. It may not hold your account name.");

    /// <summary>The page that somebody who is signed in came from; null for everybody else.</summary>
    public string? Back => Next is not null && HttpContext.Features.Get<Actor>() is not null ? NextPlace.Of(Url, Next) : null;

    protected CancellationToken Cancellation => HttpContext.RequestAborted;

    protected SessionToken? Session => SessionCookie.Read(Request);

    protected Task<Outcome<TResult>> AskAsync<TRequest, TResult>(TRequest request) => door.AskAsync<TRequest, TResult>(Actor.Nobody, request, Cancellation);

    protected Task<Outcome<Actor>> FindActorAsync(SessionToken session) => door.FindActorAsync(session, Cancellation);

    /// <summary>Gives the browser the session that now stands for the person, and sends it on.</summary>
    protected IActionResult Enter(Application.Administration.Credentials.SignedIn signedIn)
    {
        SessionCookie.Give(Response, signedIn.Session);
        return signedIn.MustChangePassword ? Redirect(NextPlace.Keep("/sign-in/password", Next)) : LocalRedirect(NextPlace.Of(Url, Next));
    }

    /// <summary>Shows at a question why it did not go on; without a living session the sign-in begins again.</summary>
    protected IActionResult Refused(Refusal refusal, string name)
    {
        if (refusal is NoSession)
        {
            return StartAgain();
        }

        ModelState.AddModelError(name, refusal.Message);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    protected IActionResult StartAgain() => Redirect(NextPlace.Keep("/sign-in", Next));
}
