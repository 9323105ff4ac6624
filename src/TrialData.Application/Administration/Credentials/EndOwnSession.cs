using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration.Credentials;

/// <summary>Signs the account that asks out on one of its devices.</summary>
[OwnAccount]
public sealed record EndOwnSession(long SessionId);

public sealed record EndedOwnSession(string? Device);

public sealed record NoSuchSession()
    : Refusal("session.not-yours", "You are not signed in there, or no longer.");

public sealed class EndOwnSessionHandler(OwnSessions sessions, AuditNote note, RequestContext context) : IUseCase<EndOwnSession, EndedOwnSession>
{
    public async Task<Outcome<EndedOwnSession>> HandleAsync(EndOwnSession request, CancellationToken cancellation)
    {
        note.On(context.Actor.Name);
        if ((await sessions.LivingAsync(cancellation)).FirstOrDefault(each => each.SignInSessionId == request.SessionId) is not { } session)
        {
            return new NoSuchSession();
        }

        await sessions.EndAsync(session, cancellation);
        return new EndedOwnSession(session.Device);
    }
}
