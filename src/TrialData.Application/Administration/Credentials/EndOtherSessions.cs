using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration.Credentials;

/// <summary>Signs the account that asks out everywhere else.</summary>
/// <param name="Present">The session that goes on.</param>
[OwnAccount]
public sealed record EndOtherSessions(SessionToken Present)
{
    public override string ToString() => nameof(EndOtherSessions);
}

public sealed record EndedOtherSessions(int Count);

public sealed class EndOtherSessionsHandler(OwnSessions sessions, AuditNote note, RequestContext context) : IUseCase<EndOtherSessions, EndedOtherSessions>
{
    public async Task<Outcome<EndedOtherSessions>> HandleAsync(EndOtherSessions request, CancellationToken cancellation)
    {
        note.On(context.Actor.Name);
        if (await sessions.PresentAsync(request.Present, cancellation) is not { } present)
        {
            return new NoSession();
        }

        var others = (await sessions.LivingAsync(cancellation)).Where(each => each.SignInSessionId != present.SignInSessionId).ToList();
        foreach (var other in others)
        {
            await sessions.EndAsync(other, cancellation);
        }

        return new EndedOtherSessions(others.Count);
    }
}
