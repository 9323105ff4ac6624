namespace TrialData.Application.Administration;

public sealed record NewInvitation(long AccountId, byte[] TokenHash, long IssuedBy, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt);

public interface IInvitations
{
    /// <summary>Issues an invitation; earlier ones of the account that were not used end.</summary>
    Task IssueAsync(NewInvitation invitation, CancellationToken cancellation);

    /// <summary>The account of an open invitation; null where none has that token.</summary>
    Task<Account?> FindOpenAsync(byte[] tokenHash, DateTimeOffset at, CancellationToken cancellation);

    /// <summary>Marks an open invitation as used.</summary>
    /// <returns>The account invited; null where no open invitation has that token.</returns>
    Task<Account?> UseAsync(byte[] tokenHash, DateTimeOffset at, CancellationToken cancellation);
}
