using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration;

/// <param name="Permissions">What the token may be used for, of what its account may; null for all of it.</param>
/// <param name="ExpiresAt">Null for the founder's first token alone.</param>
public sealed record NewApiToken(
    long AccountId, string Name, byte[] TokenHash, IReadOnlyList<Permission>? Permissions, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt);

/// <summary>A token as its owner may see it: its text is never kept.</summary>
public sealed record ListedApiToken(long ApiTokenId, string Name, IReadOnlyList<Permission>? Permissions, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt);

/// <param name="LastUsedAt">To the hour; null for never.</param>
public sealed record TokenInUse(long ApiTokenId, Actor Actor, DateTimeOffset? LastUsedAt);

public interface IApiTokens
{
    Task AddAsync(NewApiToken token, CancellationToken cancellation);

    /// <summary>Every token of an account that was not revoked.</summary>
    Task<IReadOnlyList<ListedApiToken>> OfAsync(long accountId, CancellationToken cancellation);

    /// <summary>The account's token of that name, if it was not revoked.</summary>
    Task<ListedApiToken?> FindOwnAsync(long accountId, string name, CancellationToken cancellation);

    Task RevokeAsync(long apiTokenId, DateTimeOffset at, CancellationToken cancellation);

    /// <summary>A token and the account it stands for, if both may act at an instant.</summary>
    Task<TokenInUse?> FindAsync(byte[] tokenHash, DateTimeOffset now, CancellationToken cancellation);

    Task TouchAsync(long apiTokenId, DateTimeOffset at, CancellationToken cancellation);
}
