using TrialData.Application.Administration;
using TrialData.Storage.Session;

namespace TrialData.Storage.Ports;

public sealed class AccessList(StoreSession session) : IAccessList
{
    private static readonly SqlFile ListedAccounts = SqlFile.Named("administration/ListedAccounts");
    private static readonly SqlFile ListedRoles = SqlFile.Named("administration/ListedRoles");
    private static readonly SqlFile ListedTokens = SqlFile.Named("administration/ListedTokens");

    public Task<IReadOnlyList<ListedAccount>> AccountsAsync(CancellationToken cancellation) =>
        session.QueryAsync<ListedAccount>(ListedAccounts, parameters: null, cancellation);

    public async Task<IReadOnlyList<ListedRole>> RolesAsync(CancellationToken cancellation)
    {
        var rows = await session.QueryAsync<RoleRow>(ListedRoles, parameters: null, cancellation);
        return rows.Select(r => new ListedRole(
            r.AccountId, RoleNames.Stored(r.Role), r.TrialId, r.Trial, r.SiteId, r.Site, r.TrainedOn, r.GrantedBy, r.GrantedAt, r.ExpiresOn, DutyNames.Stored(r.Duties))).ToList();
    }

    public Task<IReadOnlyList<ListedToken>> TokensAsync(DateTimeOffset now, CancellationToken cancellation) =>
        session.QueryAsync<ListedToken>(ListedTokens, new { Now = now }, cancellation);

    private sealed record RoleRow(
        long AccountId,
        string Role,
        long? TrialId,
        string? Trial,
        long? SiteId,
        string? Site,
        DateOnly? TrainedOn,
        string? GrantedBy,
        DateTimeOffset GrantedAt,
        DateOnly? ExpiresOn,
        string? Duties);
}
