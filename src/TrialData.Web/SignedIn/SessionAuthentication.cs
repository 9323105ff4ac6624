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
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Door door)
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
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (Context.Features.Get<Refusal>() is PasswordChangeDue)
        {
            Response.Redirect("/sign-in/password");
            return Task.CompletedTask;
        }

        var path = Request.Path.Value + (HttpMethods.IsGet(Request.Method) ? Request.QueryString.Value : string.Empty);
        Response.Redirect(path == "/" ? "/sign-in" : "/sign-in?next=" + Uri.EscapeDataString(path));
        return Task.CompletedTask;
    }

    private static ClaimsPrincipal PersonOf(Actor actor) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, actor.AccountId!.Value.ToString(CultureInfo.InvariantCulture)),
            new Claim(ClaimTypes.Name, actor.Name),
        ],
        Name));
}
