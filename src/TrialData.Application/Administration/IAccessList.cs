using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration;

/// <param name="LastSignedInAt">When a second factor was last given; null for never.</param>
public sealed record ListedAccount(
    long AccountId,
    string Name,
    string? Email,
    DateTimeOffset CreatedAt,
    DateOnly? ExpiresOn,
    DateTimeOffset? SuspendedAt,
    bool HasPassword,
    bool HasSecondFactor,
    DateTimeOffset? LastSignedInAt);

public sealed record ListedRole(
    long AccountId,
    Role Role,
    long? TrialId,
    string? Trial,
    long? SiteId,
    string? Site,
    DateOnly? TrainedOn,
    string? GrantedBy,
    DateTimeOffset GrantedAt,
    DateOnly? ExpiresOn,
    IReadOnlyList<Permission> Duties);

public sealed record ListedToken(long AccountId, string Name, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt);

/// <summary>All accounts with what they hold, for the review of access.</summary>
public interface IAccessList
{
    /// <summary>Every account, by name.</summary>
    Task<IReadOnlyList<ListedAccount>> AccountsAsync(CancellationToken cancellation);

    /// <summary>Every role that was not revoked; it may have expired.</summary>
    Task<IReadOnlyList<ListedRole>> RolesAsync(CancellationToken cancellation);

    /// <summary>Every token that was not revoked and has not expired.</summary>
    Task<IReadOnlyList<ListedToken>> TokensAsync(DateTimeOffset now, CancellationToken cancellation);
}
