using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration;

/// <summary>Whom a door acts for, by a token.</summary>
public sealed class TokenActors(IApiTokens tokens, IUnitOfWork unit, TimeProvider clock)
{
    // The review of access asks for days; a write for every request of a script would be too much for that.
    private static readonly TimeSpan TouchedEvery = TimeSpan.FromHours(1);

    public async Task<Actor?> FindAsync(ApiToken token, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (await tokens.FindAsync(token.Hash, now, cancellation) is not { } found)
        {
            return null;
        }

        if (found.LastUsedAt is not { } last || now - last >= TouchedEvery)
        {
            await TouchAsync(found.ApiTokenId, now, cancellation);
        }

        return found.Actor;
    }

    private async Task TouchAsync(long apiTokenId, DateTimeOffset now, CancellationToken cancellation)
    {
        try
        {
            await unit.BeginAsync(cancellation);
            await tokens.TouchAsync(apiTokenId, now, cancellation);
            await unit.CommitAsync(cancellation);
        }
        catch (Exception busy) when (unit.IsWorthRetrying(busy))
        {
            // The next request touches it; a busy store is no reason to refuse this one.
            await unit.RollBackAsync();
        }
    }
}
