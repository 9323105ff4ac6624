using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration.Credentials;

public sealed record PasswordChangeDue()
    : Refusal("session.password-change-due", "Change your password first; until then nothing else is open to you.");

/// <summary>Whom a door acts for, by the token of a session.</summary>
public sealed class SignedInActors(ISessions sessions, ICredentials credentials, PasswordPolicy policy, IUnitOfWork unit, TimeProvider clock)
{
    // A write for every request would be too much for what an idle limit of half an hour needs to know.
    private static readonly TimeSpan TouchedEvery = TimeSpan.FromMinutes(1);

    public async Task<Outcome<Actor>> FindAsync(SessionToken token, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (await sessions.FindAsync(token.Hash, cancellation) is not { ConfirmedAt: not null } session || !session.IsAliveAt(now))
        {
            return new NoSession();
        }

        if (await credentials.FindAsync(session.Account.AccountId, cancellation) is not { } credential || policy.MustChange(credential, now))
        {
            return new PasswordChangeDue();
        }

        if (now - session.LastUsedAt >= TouchedEvery)
        {
            await TouchAsync(session, now, cancellation);
        }

        return new Actor(session.Account.AccountId, session.Account.Name);
    }

    private async Task TouchAsync(SignInSession session, DateTimeOffset now, CancellationToken cancellation)
    {
        try
        {
            await unit.BeginAsync(cancellation);
            await sessions.TouchAsync(session.SignInSessionId, now, cancellation);
            await unit.CommitAsync(cancellation);
        }
        catch (Exception busy) when (unit.IsWorthRetrying(busy))
        {
            // The next request touches it; a busy store is no reason to refuse this one.
            await unit.RollBackAsync();
        }
    }
}
