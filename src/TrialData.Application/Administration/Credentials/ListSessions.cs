using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration.Credentials;

/// <summary>Where the account that asks is signed in.</summary>
/// <param name="Present">The session that it asks from.</param>
[OwnAccount, Reading]
public sealed record ListSessions(SessionToken Present)
{
    public override string ToString() => nameof(ListSessions);
}

/// <param name="LastUsedAt">To the minute or so.</param>
/// <param name="IsPresent">Whether it is the session that asks.</param>
public sealed record ListedSession(long SessionId, string? Device, DateTimeOffset StartedAt, DateTimeOffset LastUsedAt, bool IsPresent);

public sealed class ListSessionsHandler(OwnSessions sessions, AuditNote note, RequestContext context) : IUseCase<ListSessions, IReadOnlyList<ListedSession>>
{
    public async Task<Outcome<IReadOnlyList<ListedSession>>> HandleAsync(ListSessions request, CancellationToken cancellation)
    {
        note.On(context.Actor.Name);
        var present = await sessions.PresentAsync(request.Present, cancellation);
        return (await sessions.LivingAsync(cancellation))
            .Select(each => new ListedSession(each.SignInSessionId, each.Device, each.StartedAt, each.LastUsedAt, each.SignInSessionId == present?.SignInSessionId))
            .ToList();
    }
}
