using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration.Credentials;

/// <summary>The sessions of the account that asks, and of no other.</summary>
public sealed class OwnSessions(ISessions sessions, RequestContext context, AuditNote note, TimeProvider clock)
{
    private long AccountId => context.Actor.AccountId!.Value;

    /// <summary>Those that still count, the one used last first.</summary>
    public async Task<IReadOnlyList<SignInSession>> LivingAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return (await sessions.OfAsync(AccountId, now - SignInPolicy.AbsoluteLimit, cancellation)).Where(each => each.IsAliveAt(now)).ToList();
    }

    /// <summary>The session that a token stands for; null where it is none of the account's.</summary>
    public async Task<SignInSession?> PresentAsync(SessionToken token, CancellationToken cancellation) =>
        await sessions.FindAsync(token.Hash, cancellation) is { } session && session.Account.AccountId == AccountId ? session : null;

    public async Task EndAsync(SignInSession session, CancellationToken cancellation)
    {
        await sessions.EndAsync(session.SignInSessionId, clock.GetUtcNow(), cancellation);
        note.Changed("session", "started", "ended");
    }
}
