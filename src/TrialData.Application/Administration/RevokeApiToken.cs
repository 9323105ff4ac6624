using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration;

/// <summary>Ends a token of the account that asks, at once.</summary>
[OwnAccount]
public sealed record RevokeApiToken(string Name);

public sealed record RevokedApiToken(string Name);

public sealed record NoSuchApiToken(string Name)
    : Refusal("account.token-not-found", $"Your account has no token {Name}.");

public sealed class RevokeApiTokenHandler(IApiTokens tokens, RequestContext context, AuditNote note, TimeProvider clock)
    : IUseCase<RevokeApiToken, RevokedApiToken>
{
    public async Task<Outcome<RevokedApiToken>> HandleAsync(RevokeApiToken request, CancellationToken cancellation)
    {
        note.On(context.Actor.Name);
        if (await tokens.FindOwnAsync(context.Actor.AccountId!.Value, request.Name, cancellation) is not { } token)
        {
            return new NoSuchApiToken(request.Name);
        }

        await tokens.RevokeAsync(token.ApiTokenId, clock.GetUtcNow(), cancellation);
        note.Changed("apiToken", token.Name, newValue: null);
        return new RevokedApiToken(token.Name);
    }
}
