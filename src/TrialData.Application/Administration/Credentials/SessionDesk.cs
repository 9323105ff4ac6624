using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration.Credentials;

/// <summary>A session that stands for its account in every request from now on.</summary>
/// <param name="MustChangePassword">Until the password is changed, the session is good for that alone.</param>
public sealed record SignedIn(SessionToken Session, string AccountName, bool MustChangePassword)
{
    public override string ToString() => $"{nameof(SignedIn)} {AccountName}";
}

/// <summary>Finishes a sign-in: the failures are forgotten, and the session gets a token nobody has seen.</summary>
public sealed class SessionDesk(
    ICredentials credentials, ISessions sessions, PasswordPolicy policy, IIdentities identities, AuditNote note, TimeProvider clock)
{
    public async Task<SignedIn> ConfirmAsync(SignInSession session, Credential credential, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await credentials.KeepAsync(credential with { Failures = 0, LockedUntil = null }, cancellation);
        var token = SessionToken.New(identities);
        await sessions.ConfirmAsync(session.SignInSessionId, token.Hash, now, cancellation);
        note.Changed("session", oldValue: null, "started");
        return new SignedIn(token, session.Account.Name, policy.MustChange(credential, now));
    }
}
