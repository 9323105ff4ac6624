using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration;

/// <summary>The tokens of the account that asks, without their texts.</summary>
[OwnAccount, Reading]
public sealed record ListApiTokens;

/// <param name="Permissions">Null for all the account may.</param>
public sealed record ApiTokenEntry(string Name, IReadOnlyList<Permission>? Permissions, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt);

public sealed class ListApiTokensHandler(IApiTokens tokens, RequestContext context, AuditNote note)
    : IUseCase<ListApiTokens, IReadOnlyList<ApiTokenEntry>>
{
    public async Task<Outcome<IReadOnlyList<ApiTokenEntry>>> HandleAsync(ListApiTokens request, CancellationToken cancellation)
    {
        note.On(context.Actor.Name);
        var listed = await tokens.OfAsync(context.Actor.AccountId!.Value, cancellation);
        return listed.Select(t => new ApiTokenEntry(t.Name, t.Permissions, t.CreatedAt, t.ExpiresAt)).ToList();
    }
}
