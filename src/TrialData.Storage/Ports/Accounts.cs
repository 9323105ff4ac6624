using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Storage.Session;

namespace TrialData.Storage.Ports;

public sealed class Accounts(StoreSession session) : IAccounts
{
    private static readonly SqlFile CountAccounts = SqlFile.Named("administration/CountAccounts");
    private static readonly SqlFile CountAccountsNamed = SqlFile.Named("administration/CountAccountsNamed");
    private static readonly SqlFile AddAccount = SqlFile.Named("administration/AddAccount");
    private static readonly SqlFile AddRoleGrant = SqlFile.Named("administration/AddRoleGrant");
    private static readonly SqlFile GrantsOfAccount = SqlFile.Named("administration/GrantsOfAccount");
    private static readonly SqlFile FindAccountByToken = SqlFile.Named("administration/FindAccountByToken");

    public async Task<bool> AnyAsync(CancellationToken cancellation) =>
        await session.SingleOrDefaultAsync<long>(CountAccounts, parameters: null, cancellation) > 0;

    public async Task<bool> NameIsTakenAsync(string name, CancellationToken cancellation) =>
        await session.SingleOrDefaultAsync<long>(CountAccountsNamed, new { NameKey = Key(name) }, cancellation) > 0;

    public async Task<long> AddAsync(NewAccount account, IReadOnlyList<RoleGrant> grants, CancellationToken cancellation)
    {
        var id = await session.NextIdAsync(cancellation);
        await session.ExecuteAsync(
            AddAccount,
            new { AccountId = id, account.Name, NameKey = Key(account.Name), TokenHash = Hex(account.TokenHash), account.CreatedAt },
            cancellation);
        foreach (var grant in grants)
        {
            var grantId = await session.NextIdAsync(cancellation);
            await session.ExecuteAsync(
                AddRoleGrant,
                new { RoleGrantId = grantId, AccountId = id, Role = RoleNames.Of(grant.Role), grant.TrialId, grant.SiteId, GrantedAt = account.CreatedAt },
                cancellation);
        }

        return id;
    }

    public async Task<IReadOnlyList<RoleGrant>> GrantsOfAsync(long accountId, CancellationToken cancellation)
    {
        var rows = await session.QueryAsync<GrantRow>(GrantsOfAccount, new { AccountId = accountId }, cancellation);
        return rows
            .Select(r => new RoleGrant(RoleNames.Parse(r.Role) ?? throw new InvalidOperationException($"The store holds the unknown role {r.Role}."), r.TrialId, r.SiteId))
            .ToList();
    }

    public async Task<Actor?> FindByTokenHashAsync(byte[] tokenHash, CancellationToken cancellation)
    {
        var row = await session.SingleOrDefaultAsync<AccountRow>(FindAccountByToken, new { TokenHash = Hex(tokenHash) }, cancellation);
        return row is null ? null : new Actor(row.AccountId, row.Name);
    }

    // Engines compare letters differently; a key in one spelling makes them agree.
    private static string Key(string name) => name.Normalize().ToUpperInvariant();

    private static string Hex(byte[] hash) => Convert.ToHexStringLower(hash);

    private sealed record GrantRow(string Role, long? TrialId, long? SiteId);

    private sealed record AccountRow(long AccountId, string Name);
}
