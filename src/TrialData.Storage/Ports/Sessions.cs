using TrialData.Application.Administration;
using TrialData.Application.Administration.Credentials;
using TrialData.Storage.Records;
using TrialData.Storage.Session;

namespace TrialData.Storage.Ports;

public sealed class Sessions(StoreSession session) : ISessions
{
    private static readonly SqlFile StartSession = SqlFile.Named("administration/StartSession");
    private static readonly SqlFile FindSession = SqlFile.Named("administration/FindSession");
    private static readonly SqlFile ConfirmSession = SqlFile.Named("administration/ConfirmSession");
    private static readonly SqlFile TouchSession = SqlFile.Named("administration/TouchSession");
    private static readonly SqlFile EndSession = SqlFile.Named("administration/EndSession");
    private static readonly SqlFile OpenSessionsOfAccount = SqlFile.Named("administration/OpenSessionsOfAccount");
    private static readonly SqlFile EndSessionsOfAccount = SqlFile.Named("administration/EndSessionsOfAccount");

    public async Task StartAsync(long accountId, byte[] tokenHash, DateTimeOffset at, CancellationToken cancellation)
    {
        var id = await session.NextIdAsync(cancellation);
        await session.ExecuteAsync(
            StartSession, new { SignInSessionId = id, AccountId = accountId, TokenHash = Convert.ToHexStringLower(tokenHash), At = at }, cancellation);
        session.Touched.Add(VouchedRecords.SignInSession, id);
    }

    public async Task<SignInSession?> FindAsync(byte[] tokenHash, CancellationToken cancellation)
    {
        var row = await session.SingleOrDefaultAsync<SessionRow>(FindSession, new { TokenHash = Convert.ToHexStringLower(tokenHash) }, cancellation);
        return row is null
            ? null
            : new SignInSession(
                row.SignInSessionId, new Account(row.AccountId, row.Name, row.ExpiresOn, row.SuspendedAt, row.Email), row.StartedAt, row.LastUsedAt, row.ConfirmedAt);
    }

    public Task ConfirmAsync(long sessionId, byte[] newTokenHash, DateTimeOffset at, CancellationToken cancellation)
    {
        session.Touched.Add(VouchedRecords.SignInSession, sessionId);
        return session.ExecuteAsync(
            ConfirmSession, new { SignInSessionId = sessionId, TokenHash = Convert.ToHexStringLower(newTokenHash), At = at }, cancellation);
    }

    public Task TouchAsync(long sessionId, DateTimeOffset at, CancellationToken cancellation) =>
        session.ExecuteAsync(TouchSession, new { SignInSessionId = sessionId, At = at }, cancellation);

    public Task EndAsync(long sessionId, DateTimeOffset at, CancellationToken cancellation)
    {
        session.Touched.Add(VouchedRecords.SignInSession, sessionId);
        return session.ExecuteAsync(EndSession, new { SignInSessionId = sessionId, At = at }, cancellation);
    }

    public async Task EndAllAsync(long accountId, DateTimeOffset at, CancellationToken cancellation)
    {
        foreach (var sessionId in await session.QueryAsync<long>(OpenSessionsOfAccount, new { AccountId = accountId }, cancellation))
        {
            session.Touched.Add(VouchedRecords.SignInSession, sessionId);
        }

        await session.ExecuteAsync(EndSessionsOfAccount, new { AccountId = accountId, At = at }, cancellation);
    }

    private sealed record SessionRow(
        long SignInSessionId,
        DateTimeOffset StartedAt,
        DateTimeOffset LastUsedAt,
        DateTimeOffset? ConfirmedAt,
        long AccountId,
        string Name,
        DateOnly? ExpiresOn,
        DateTimeOffset? SuspendedAt,
        string? Email);
}
