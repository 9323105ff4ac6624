using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration;

/// <param name="TokenHash">SHA-256 of the account's API token; the token itself is never kept.</param>
public sealed record NewAccount(string Name, byte[] TokenHash, DateTimeOffset CreatedAt);

public interface IAccounts
{
    Task<bool> AnyAsync(CancellationToken cancellation);

    Task<bool> NameIsTakenAsync(string name, CancellationToken cancellation);

    Task<long> AddAsync(NewAccount account, IReadOnlyList<RoleGrant> grants, CancellationToken cancellation);

    Task<IReadOnlyList<RoleGrant>> GrantsOfAsync(long accountId, CancellationToken cancellation);

    Task<Actor?> FindByTokenHashAsync(byte[] tokenHash, CancellationToken cancellation);
}
