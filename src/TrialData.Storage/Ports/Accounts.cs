using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Storage.Records;
using TrialData.Storage.Session;

namespace TrialData.Storage.Ports;

public sealed class Accounts(StoreSession session) : IAccounts
{
    private const long NoAccount = -1;

    private static readonly SqlFile CountAccounts = SqlFile.Named("administration/CountAccounts");
    private static readonly SqlFile FindAccount = SqlFile.Named("administration/FindAccount");
    private static readonly SqlFile CountAccountsThatMayAct = SqlFile.Named("administration/CountAccountsThatMayAct");
    private static readonly SqlFile CountAccountsWithEmail = SqlFile.Named("administration/CountAccountsWithEmail");
    private static readonly SqlFile ChangeEmail = SqlFile.Named("administration/ChangeEmail");
    private static readonly SqlFile EmailsOfRoles = SqlFile.Named("administration/EmailsOfRoles");
    private static readonly SqlFile EmailsOfRolesAt = SqlFile.Named("administration/EmailsOfRolesAt");
    private static readonly SqlFile AddAccount = SqlFile.Named("administration/AddAccount");
    private static readonly SqlFile AddRoleGrant = SqlFile.Named("administration/AddRoleGrant");
    private static readonly SqlFile GrantsOfAccount = SqlFile.Named("administration/GrantsOfAccount");
    private static readonly SqlFile LockGrants = SqlFile.Named("administration/LockGrants");
    private static readonly SqlFile RolesEverHeld = SqlFile.Named("administration/RolesEverHeld");
    private static readonly SqlFile UnrevokedGrants = SqlFile.Named("administration/UnrevokedGrants");
    private static readonly SqlFile ChangeDuties = SqlFile.Named("administration/ChangeDuties");
    private static readonly SqlFile RevokeRoleGrant = SqlFile.Named("administration/RevokeRoleGrant");
    private static readonly SqlFile SuspendAccount = SqlFile.Named("administration/SuspendAccount");

    public async Task<bool> AnyAsync(CancellationToken cancellation) =>
        await session.SingleOrDefaultAsync<long>(CountAccounts, parameters: null, cancellation) > 0;

    public Task<Account?> FindAsync(string name, CancellationToken cancellation) =>
        session.SingleOrDefaultAsync<Account>(FindAccount, new { NameKey = NameKeys.Of(name) }, cancellation);

    public async Task<bool> MayActAsync(long accountId, DateOnly today, CancellationToken cancellation) =>
        await session.SingleOrDefaultAsync<long>(CountAccountsThatMayAct, new { AccountId = accountId, Today = today }, cancellation) > 0;

    public async Task<bool> IsEmailTakenAsync(string email, long? butBy, CancellationToken cancellation) =>
        await session.SingleOrDefaultAsync<long>(
            CountAccountsWithEmail, new { EmailKey = KeyOf(email), OtherThan = butBy ?? NoAccount }, cancellation) > 0;

    public Task ChangeEmailAsync(long accountId, string? email, CancellationToken cancellation)
    {
        session.Touched.Add(VouchedRecords.Account, accountId);
        return session.ExecuteAsync(ChangeEmail, new { AccountId = accountId, Email = email, EmailKey = KeyOf(email) }, cancellation);
    }

    public Task<IReadOnlyList<string>> EmailsOfAsync(IReadOnlyCollection<Role> roles, DateOnly today, CancellationToken cancellation) =>
        session.QueryAsync<string>(EmailsOfRoles, new { Roles = roles.Select(RoleNames.Of), Today = today }, cancellation);

    public Task<IReadOnlyList<string>> EmailsAtAsync(
        IReadOnlyCollection<Role> roles, long trialId, long siteId, DateOnly today, CancellationToken cancellation) => session.QueryAsync<string>(
        EmailsOfRolesAt, new { Roles = roles.Select(RoleNames.Of), TrialId = trialId, SiteId = siteId, Today = today }, cancellation);

    public async Task<long> AddAsync(NewAccount account, CancellationToken cancellation)
    {
        var id = await session.NextIdAsync(cancellation);
        await session.ExecuteAsync(
            AddAccount,
            new
            {
                AccountId = id,
                account.Name,
                NameKey = NameKeys.Of(account.Name),
                account.ExpiresOn,
                account.CreatedAt,
                account.Email,
                EmailKey = KeyOf(account.Email),
            },
            cancellation);
        session.Touched.Add(VouchedRecords.Account, id);
        return id;
    }

    public async Task<IReadOnlyList<RoleGrant>> GrantsOfAsync(long accountId, DateOnly today, CancellationToken cancellation)
    {
        var rows = await session.QueryAsync<GrantRow>(GrantsOfAccount, new { AccountId = accountId, Today = today }, cancellation);
        return rows.Select(r => GrantOf(r.Role, r.TrialId, r.SiteId, r.Duties)).ToList();
    }

    public async Task<IReadOnlyList<HeldGrant>> LockGrantsAsync(long accountId, CancellationToken cancellation)
    {
        await session.ExecuteAsync(LockGrants, new { AccountId = accountId }, cancellation);
        var rows = await session.QueryAsync<HeldRow>(UnrevokedGrants, new { AccountId = accountId }, cancellation);
        return rows.Select(r => new HeldGrant(r.RoleGrantId, GrantOf(r.Role, r.TrialId, r.SiteId, r.Duties), r.ExpiresOn)).ToList();
    }

    public async Task<IReadOnlyList<RoleEverHeld>> RolesEverHeldAsync(long accountId, long trialId, CancellationToken cancellation)
    {
        var rows = await session.QueryAsync<EverHeldRow>(RolesEverHeld, new { AccountId = accountId, TrialId = trialId }, cancellation);
        return rows.Select(row => new RoleEverHeld(RoleNames.Stored(row.Role), row.ExpiresOn, row.RevokedAt, row.SchemeSealedAt)).ToList();
    }

    public async Task AddGrantAsync(NewGrant grant, CancellationToken cancellation)
    {
        var id = await session.NextIdAsync(cancellation);
        await session.ExecuteAsync(
            AddRoleGrant,
            new
            {
                RoleGrantId = id,
                grant.AccountId,
                Role = RoleNames.Of(grant.Grant.Role),
                grant.Grant.TrialId,
                grant.Grant.SiteId,
                grant.TrainedOn,
                grant.GrantedBy,
                grant.GrantedAt,
                grant.ExpiresOn,
                Duties = DutyNames.Of(grant.Grant.Duties),
            },
            cancellation);
        session.Touched.Add(VouchedRecords.RoleGrant, id);
    }

    public Task ChangeDutiesAsync(long roleGrantId, IReadOnlyList<Permission> duties, CancellationToken cancellation)
    {
        session.Touched.Add(VouchedRecords.RoleGrant, roleGrantId);
        return session.ExecuteAsync(ChangeDuties, new { RoleGrantId = roleGrantId, Duties = DutyNames.Of(duties) }, cancellation);
    }

    public Task RevokeGrantAsync(long roleGrantId, DateTimeOffset at, CancellationToken cancellation)
    {
        session.Touched.Add(VouchedRecords.RoleGrant, roleGrantId);
        return session.ExecuteAsync(RevokeRoleGrant, new { RoleGrantId = roleGrantId, At = at }, cancellation);
    }

    public Task SuspendAsync(long accountId, DateTimeOffset at, CancellationToken cancellation) => SuspendAsync(accountId, (DateTimeOffset?)at, cancellation);

    public Task ResumeAsync(long accountId, CancellationToken cancellation) => SuspendAsync(accountId, at: null, cancellation);

    private Task<int> SuspendAsync(long accountId, DateTimeOffset? at, CancellationToken cancellation)
    {
        session.Touched.Add(VouchedRecords.Account, accountId);
        return session.ExecuteAsync(SuspendAccount, new { AccountId = accountId, At = at }, cancellation);
    }

    private static string? KeyOf(string? email) => email is null ? null : NameKeys.Of(email);

    private static RoleGrant GrantOf(string role, long? trialId, long? siteId, string? duties) =>
        new(RoleNames.Stored(role), trialId, siteId) { Duties = DutyNames.Stored(duties) };

    private sealed record GrantRow(string Role, long? TrialId, long? SiteId, string? Duties);

    private sealed record EverHeldRow(string Role, DateOnly? ExpiresOn, DateTimeOffset? RevokedAt, DateTimeOffset? SchemeSealedAt);

    private sealed record HeldRow(long RoleGrantId, string Role, long? TrialId, long? SiteId, DateOnly? ExpiresOn, string? Duties);
}
