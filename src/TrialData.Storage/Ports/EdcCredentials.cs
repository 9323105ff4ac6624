using TrialData.Application.Allocation.Edc;
using TrialData.Storage.Records;
using TrialData.Storage.Session;

namespace TrialData.Storage.Ports;

public sealed class EdcCredentials(StoreSession session) : IEdcCredentials
{
    private static readonly SqlFile AddEdcCredential = SqlFile.Named("allocation/AddEdcCredential");
    private static readonly SqlFile EdcCredentialsOfTrial = SqlFile.Named("allocation/EdcCredentialsOfTrial");
    private static readonly SqlFile RevokeEdcCredential = SqlFile.Named("allocation/RevokeEdcCredential");
    private static readonly SqlFile FindEdcCredential = SqlFile.Named("allocation/FindEdcCredential");

    public async Task AddAsync(NewEdcCredential credential, CancellationToken cancellation)
    {
        var id = await session.NextIdAsync(cancellation);
        session.Touched.Add(VouchedRecords.EdcCredential, id);
        await session.ExecuteAsync(
            AddEdcCredential,
            new
            {
                EdcCredentialId = id,
                credential.TrialId,
                credential.Name,
                NameKey = NameKeys.Of(credential.Name),
                credential.StudyOid,
                SecretHash = Convert.ToHexStringLower(credential.SecretHash),
                credential.CreatedAt,
                credential.ExpiresAt,
                credential.AccountId,
            },
            cancellation);
    }

    public Task<IReadOnlyList<StoredEdcCredential>> ListAsync(long trialId, CancellationToken cancellation) =>
        session.QueryAsync<StoredEdcCredential>(EdcCredentialsOfTrial, new { TrialId = trialId }, cancellation);

    public Task RevokeAsync(long edcCredentialId, DateTimeOffset at, CancellationToken cancellation)
    {
        session.Touched.Add(VouchedRecords.EdcCredential, edcCredentialId);
        return session.ExecuteAsync(RevokeEdcCredential, new { EdcCredentialId = edcCredentialId, At = at }, cancellation);
    }

    public Task<EdcCredential?> FindAsync(byte[] secretHash, DateTimeOffset now, CancellationToken cancellation) =>
        session.SingleOrDefaultAsync<EdcCredential>(FindEdcCredential, new { SecretHash = Convert.ToHexStringLower(secretHash), Now = now }, cancellation);
}
