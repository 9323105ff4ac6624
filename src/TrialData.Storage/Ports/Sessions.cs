using TrialData.Application.Administration;
using TrialData.Application.Administration.Credentials;
using TrialData.Storage.Records;
using TrialData.Storage.Session;

namespace TrialData.Storage.Ports;

public sealed class Sessions(StoreSession session) : ISessions
{
    private static readonly SqlFile StartSession = SqlFile.Named("administration/StartSession");
    private static readonly SqlFile FindSession = SqlFile.Named("administration/FindSession");
    private static readonly SqlFile SessionsOfAccount = SqlFile.Named("administration/SessionsOfAccount");
    private static readonly SqlFile ConfirmSession = SqlFile.Named("administration/ConfirmSession");
    private static readonly SqlFile TouchSession = SqlFile.Named("administration/TouchSession");
    private static readonly SqlFile EndSession = SqlFile.Named("administration/EndSession");
    private static readonly SqlFile OpenSessionsOfAccount = SqlFile.Named("administration/OpenSessionsOfAccount");
    private static readonly SqlFile EndSessionsOfAccount = SqlFile.Named("administration/EndSessionsOfAccount");

    public async Task StartAsync(long accountId, byte[] tokenHash, string? device, DateTimeOffset at, CancellationToken cancellation)
    {
        var id = await session.NextIdAsync(cancellation);
        await session.ExecuteAsync(
            StartSession,
            new { SignInSessionId = id, AccountId = accountId, TokenHash = Convert.ToHexStringLower(tokenHash), Device = device, At = at },
            cancellation);
        session.Touched.Add(VouchedRecords.SignInSession, id);
    }

    public async Task<SignInSession?> FindAsync(byte[] tokenHash, CancellationToken cancellation)
    {
        var row = await session.SingleOrDefaultAsync<SessionRow>(FindSession, new { TokenHash = Convert.ToHexStringLower(tokenHash) }, cancellation);
        return row?.ToSession();
    }

    public async Task<IReadOnlyList<SignInSession>> OfAsync(long accountId, DateTimeOffset startedAfter, CancellationToken cancellation)
    {
        var rows = await session.QueryAsync<SessionRow>(SessionsOfAccount, new { AccountId = accountId, StartedAfter = startedAfter }, cancellation);
        return rows.Select(row => row.ToSession()).ToList();
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
        string? Device,
        long AccountId,
        string Name,
        DateOnly? ExpiresOn,
        DateTimeOffset? SuspendedAt,
        string? Email)
    {
        public SignInSession ToSession() =>
            new(SignInSessionId, new Account(AccountId, Name, ExpiresOn, SuspendedAt, Email), StartedAt, LastUsedAt, ConfirmedAt, Device);
    }
}
