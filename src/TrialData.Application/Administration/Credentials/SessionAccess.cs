using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration.Credentials;

public sealed record NoSession()
    : Refusal("session.not-found", "You are not signed in, or no longer: sign in again.");

/// <summary>A living session, with how its account proves who it is.</summary>
public sealed record SessionInUse(SignInSession Session, Credential Credential)
{
    public Account Account => Session.Account;
}

/// <summary>Finds the session that a request holds the token of.</summary>
public sealed class SessionAccess(ISessions sessions, ICredentials credentials, AuditNote note, TimeProvider clock)
{
    public async Task<Outcome<SessionInUse>> FindAsync(SessionToken token, CancellationToken cancellation)
    {
        if (await sessions.FindAsync(token.Hash, cancellation) is not { } session || !session.IsAliveAt(clock.GetUtcNow()))
        {
            return new NoSession();
        }

        note.On(session.Account.Name);
        note.Identified(new Actor(session.Account.AccountId, session.Account.Name));
        return await credentials.FindAsync(session.Account.AccountId, cancellation) is { } credential
            ? new SessionInUse(session, credential)
            : new NoSession();
    }
}
