using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Storage.Records;
using TrialData.Storage.Session;

namespace TrialData.Storage.Ports;

public sealed class ApiTokens(StoreSession session) : IApiTokens
{
    private const char Separator = ' ';

    private static readonly SqlFile AddApiToken = SqlFile.Named("administration/AddApiToken");
    private static readonly SqlFile TokensOfAccount = SqlFile.Named("administration/TokensOfAccount");
    private static readonly SqlFile FindApiToken = SqlFile.Named("administration/FindApiToken");
    private static readonly SqlFile RevokeApiToken = SqlFile.Named("administration/RevokeApiToken");
    private static readonly SqlFile TouchApiToken = SqlFile.Named("administration/TouchApiToken");
    private static readonly SqlFile FindAccountByToken = SqlFile.Named("administration/FindAccountByToken");

    public async Task AddAsync(NewApiToken token, CancellationToken cancellation)
    {
        var id = await session.NextIdAsync(cancellation);
        await session.ExecuteAsync(
            AddApiToken,
            new
            {
                ApiTokenId = id,
                token.AccountId,
                token.Name,
                NameKey = NameKeys.Of(token.Name),
                TokenHash = Convert.ToHexStringLower(token.TokenHash),
                Permissions = token.Permissions is null ? null : string.Join(Separator, token.Permissions),
                token.CreatedAt,
                token.ExpiresAt,
            },
            cancellation);
        session.Touched.Add(VouchedRecords.ApiToken, id);
    }

    public async Task<IReadOnlyList<ListedApiToken>> OfAsync(long accountId, CancellationToken cancellation)
    {
        var rows = await session.QueryAsync<TokenRow>(TokensOfAccount, new { AccountId = accountId }, cancellation);
        return rows.Select(Listed).ToList();
    }

    public async Task<ListedApiToken?> FindOwnAsync(long accountId, string name, CancellationToken cancellation)
    {
        var row = await session.SingleOrDefaultAsync<TokenRow>(FindApiToken, new { AccountId = accountId, NameKey = NameKeys.Of(name) }, cancellation);
        return row is null ? null : Listed(row);
    }

    public Task RevokeAsync(long apiTokenId, DateTimeOffset at, CancellationToken cancellation)
    {
        session.Touched.Add(VouchedRecords.ApiToken, apiTokenId);
        return session.ExecuteAsync(RevokeApiToken, new { ApiTokenId = apiTokenId, At = at }, cancellation);
    }

    public async Task<TokenInUse?> FindAsync(byte[] tokenHash, DateTimeOffset now, CancellationToken cancellation)
    {
        var row = await session.SingleOrDefaultAsync<AccountRow>(
            FindAccountByToken,
            new { TokenHash = Convert.ToHexStringLower(tokenHash), Now = now, Today = DateOnly.FromDateTime(now.UtcDateTime) },
            cancellation);
        return row is null
            ? null
            : new TokenInUse(row.ApiTokenId, new Actor(row.AccountId, row.Name) { Only = Parse(row.Permissions)?.ToHashSet() }, row.LastUsedAt);
    }

    public Task TouchAsync(long apiTokenId, DateTimeOffset at, CancellationToken cancellation) =>
        session.ExecuteAsync(TouchApiToken, new { ApiTokenId = apiTokenId, At = at }, cancellation);

    private static ListedApiToken Listed(TokenRow row) => new(row.ApiTokenId, row.Name, Parse(row.Permissions), row.CreatedAt, row.ExpiresAt);

    // A permission that a later program took away is worth nothing: the token holds what is left.
    private static List<Permission>? Parse(string? permissions) => permissions?
        .Split(Separator, StringSplitOptions.RemoveEmptyEntries)
        .Select(name => Enum.TryParse<Permission>(name, out var permission) ? permission : (Permission?)null)
        .OfType<Permission>()
        .ToList();

    private sealed record TokenRow(long ApiTokenId, string Name, string? Permissions, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt);

    private sealed record AccountRow(long ApiTokenId, long AccountId, string Name, string? Permissions, DateTimeOffset? LastUsedAt);
}
