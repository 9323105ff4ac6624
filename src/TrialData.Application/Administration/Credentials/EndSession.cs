using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration.Credentials;

/// <summary>Signs out.</summary>
[Anonymous]
public sealed record EndSession(SessionToken Session)
{
    public override string ToString() => nameof(EndSession);
}

public sealed record EndedSession(string AccountName);

public sealed class EndSessionHandler(SessionAccess access, ISessions sessions, AuditNote note, TimeProvider clock) : IUseCase<EndSession, EndedSession>
{
    public async Task<Outcome<EndedSession>> HandleAsync(EndSession request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.Session, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        await sessions.EndAsync(found.Value.Session.SignInSessionId, clock.GetUtcNow(), cancellation);
        note.Changed("session", "started", "ended");
        return new EndedSession(found.Value.Account.Name);
    }
}
