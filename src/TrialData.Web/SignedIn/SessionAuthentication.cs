using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using TrialData.Application.Administration.Credentials;
using TrialData.Application.Pipeline;
using TrialData.Hosting;

namespace TrialData.Web.SignedIn;

/// <summary>Tells by the session's cookie who asks for a page.</summary>
internal sealed class SessionAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Door door, TypingSeal seal)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "Session";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (SessionCookie.Read(Request) is not { } token)
        {
            return AuthenticateResult.NoResult();
        }

        var found = await door.FindActorAsync(token, Context.RequestAborted);
        if (found.Refusal is { } refusal)
        {
            Context.Features.Set(refusal);
            return AuthenticateResult.Fail(refusal.Code);
        }

        Context.Features.Set(found.Value);
        return AuthenticateResult.Success(new AuthenticationTicket(PersonOf(found.Value), Name));
    }

    /// <summary>Sends whoever is not signed in to do so, and back to where they were going.</summary>
    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (Context.Features.Get<Refusal>() is PasswordChangeDue)
        {
            Response.Redirect("/sign-in/password");
            return;
        }

        if (IsOfScript(Request))
        {
            Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        var address = TypingSeal.AddressOf(Request);
        if (HttpMethods.IsPost(Request.Method) && Request.HasFormContentType && seal.Seal(address, await Request.ReadFormAsync(Context.RequestAborted)) is { } typing)
        {
            Context.Features.Set(new CarriedTyping(typing, address));
            return;
        }

        Response.Redirect(address == "/" ? "/sign-in" : "/sign-in?next=" + Uri.EscapeDataString(address));
    }

    // A script of ours asks for JSON and shows what to do itself: a page would be no answer.
    private static bool IsOfScript(HttpRequest request) => request.Headers.Accept.ToString().StartsWith("application/json", StringComparison.Ordinal);

    public static ClaimsPrincipal PersonOf(Actor actor) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, actor.AccountId!.Value.ToString(CultureInfo.InvariantCulture)),
            new Claim(ClaimTypes.Name, actor.Name),
        ],
        Name));
}
