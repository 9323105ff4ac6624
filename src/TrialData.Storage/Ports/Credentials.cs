using TrialData.Application.Administration.Credentials;
using TrialData.Storage.Records;
using TrialData.Storage.Session;

namespace TrialData.Storage.Ports;

public sealed class Credentials(StoreSession session) : ICredentials
{
    private static readonly SqlFile FindCredential = SqlFile.Named("administration/FindCredential");
    private static readonly SqlFile ChangeCredential = SqlFile.Named("administration/ChangeCredential");
    private static readonly SqlFile AddCredential = SqlFile.Named("administration/AddCredential");
    private static readonly SqlFile UsedPasswords = SqlFile.Named("administration/UsedPasswords");
    private static readonly SqlFile AddUsedPassword = SqlFile.Named("administration/AddUsedPassword");
    private static readonly SqlFile RemoveRecoveryCodes = SqlFile.Named("administration/RemoveRecoveryCodes");
    private static readonly SqlFile AddRecoveryCode = SqlFile.Named("administration/AddRecoveryCode");
    private static readonly SqlFile CountRecoveryCodesUsed = SqlFile.Named("administration/CountRecoveryCodesUsed");
    private static readonly SqlFile UseRecoveryCode = SqlFile.Named("administration/UseRecoveryCode");

    public Task<Credential?> FindAsync(long accountId, CancellationToken cancellation) =>
        session.SingleOrDefaultAsync<Credential>(FindCredential, new { AccountId = accountId }, cancellation);

    public async Task KeepAsync(Credential credential, CancellationToken cancellation)
    {
        session.Touched.Add(VouchedRecords.Credential, credential.AccountId);
        if (await session.ExecuteAsync(ChangeCredential, credential, cancellation) == 0)
        {
            await session.ExecuteAsync(AddCredential, credential, cancellation);
        }
    }

    public Task<IReadOnlyList<string>> UsedPasswordsAsync(long accountId, CancellationToken cancellation) =>
        session.QueryAsync<string>(UsedPasswords, new { AccountId = accountId }, cancellation);

    public async Task AddUsedPasswordAsync(long accountId, string passwordHash, DateTimeOffset at, CancellationToken cancellation)
    {
        var id = await session.NextIdAsync(cancellation);
        await session.ExecuteAsync(
            AddUsedPassword, new { UsedPasswordId = id, AccountId = accountId, PasswordHash = passwordHash, SetAt = at }, cancellation);
        session.Touched.Add(VouchedRecords.UsedPassword, id);
    }

    public async Task ReplaceRecoveryCodesAsync(long accountId, IReadOnlyList<byte[]> codeHashes, CancellationToken cancellation)
    {
        session.Touched.Add(VouchedRecords.RecoveryCode, accountId);
        await session.ExecuteAsync(RemoveRecoveryCodes, new { AccountId = accountId }, cancellation);
        foreach (var hash in codeHashes)
        {
            var id = await session.NextIdAsync(cancellation);
            await session.ExecuteAsync(
                AddRecoveryCode, new { RecoveryCodeId = id, AccountId = accountId, CodeHash = Convert.ToHexStringLower(hash) }, cancellation);
        }
    }

    public async Task<bool> UseRecoveryCodeAsync(long accountId, byte[] codeHash, DateTimeOffset at, CancellationToken cancellation)
    {
        session.Touched.Add(VouchedRecords.RecoveryCode, accountId);
        return await session.ExecuteAsync(
            UseRecoveryCode, new { AccountId = accountId, CodeHash = Convert.ToHexStringLower(codeHash), At = at }, cancellation) == 1;
    }

    public async Task<bool> UsedRecoveryCodeAsync(long accountId, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation) =>
        await session.SingleOrDefaultAsync<int>(CountRecoveryCodesUsed, new { AccountId = accountId, From = from, To = to }, cancellation) > 0;
}
