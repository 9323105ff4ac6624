namespace TrialData.Application.Allocation.Edc;

/// <param name="StudyOid">What the EDC calls the trial.</param>
/// <param name="AccountId">Who registered it, and answers for what it does.</param>
public sealed record NewEdcCredential(
    long TrialId, string Name, string StudyOid, byte[] SecretHash, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, long AccountId);

public sealed record StoredEdcCredential(
    long EdcCredentialId, string Name, string StudyOid, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? RevokedAt);

/// <summary>A credential that may be used now.</summary>
public sealed record EdcCredential(long EdcCredentialId, long TrialId, string TrialCode, string Name, string StudyOid, long AccountId);

public interface IEdcCredentials
{
    Task AddAsync(NewEdcCredential credential, CancellationToken cancellation);

    /// <summary>All of a trial, those that have ended included, in the order in which they were made.</summary>
    Task<IReadOnlyList<StoredEdcCredential>> ListAsync(long trialId, CancellationToken cancellation);

    Task RevokeAsync(long edcCredentialId, DateTimeOffset at, CancellationToken cancellation);

    /// <summary>The credential of a secret, if it may be used at an instant.</summary>
    Task<EdcCredential?> FindAsync(byte[] secretHash, DateTimeOffset now, CancellationToken cancellation);
}
