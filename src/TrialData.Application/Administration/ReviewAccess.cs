using FluentValidation;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration;

/// <summary>Lists who may do what: for the review of access that is due now and then.</summary>
/// <param name="StaleDays">After how many days without use an account is called stale.</param>
[Requires(Permission.ReviewAccess), Reading]
public sealed record ReviewAccess(int StaleDays = ReviewAccess.UsualStaleDays)
{
    public const int UsualStaleDays = 90;
}

public enum AccountState
{
    /// <summary>Nobody has chosen a password yet, and there is no token.</summary>
    Invited,
    Active,
    Suspended,
    Expired,
}

/// <param name="Accounts">Those that the actor may look after, by name.</param>
public sealed record AccessReview(DateTimeOffset ReviewedAt, int StaleDays, IReadOnlyList<ReviewedAccount> Accounts);

/// <param name="LastUsedAt">The last sign-in or use of a token, whichever came later; null for never.</param>
/// <param name="IsStale">Whether it could act and has not for the days asked for.</param>
public sealed record ReviewedAccount(
    string Name,
    string? Email,
    AccountState State,
    DateTimeOffset CreatedAt,
    DateOnly? ExpiresOn,
    DateTimeOffset? LastSignedInAt,
    DateTimeOffset? LastUsedAt,
    bool HasSecondFactor,
    bool IsStale,
    IReadOnlyList<ReviewedRole> Roles,
    IReadOnlyList<ReviewedToken> Tokens);

/// <param name="Trial">Null for every trial of the store.</param>
/// <param name="Site">Null for every site.</param>
/// <param name="Duties">What was delegated by name beyond the role.</param>
/// <param name="TrainedOn">Null for the founder of the store alone, like <paramref name="GrantedBy"/>.</param>
public sealed record ReviewedRole(
    Role Role, string? Trial, string? Site, DateOnly? TrainedOn, string? GrantedBy, DateTimeOffset GrantedAt, DateOnly? ExpiresOn, bool HasExpired,
    IReadOnlyList<Permission> Duties);

public sealed record ReviewedToken(string Name, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt);

public sealed class ReviewAccessValidator : AbstractValidator<ReviewAccess>
{
    private const int MostDays = 3660;

    public ReviewAccessValidator() => RuleFor(r => r.StaleDays).InclusiveBetween(1, MostDays);
}

public sealed class ReviewAccessHandler(IAccessList list, RequestContext context, TimeProvider clock) : IUseCase<ReviewAccess, AccessReview>
{
    public async Task<Outcome<AccessReview>> HandleAsync(ReviewAccess request, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var looksAfter = context.GrantsWith(Permission.ReviewAccess);
        var all = await list.RolesAsync(cancellation);
        var roles = all.Where(role => looksAfter.Any(held => Reaches(held, role))).ToLookup(role => role.AccountId);
        var tokens = (await list.TokensAsync(now, cancellation)).ToLookup(token => token.AccountId);
        var seesAccountsWithoutRole = looksAfter.Any(held => held.SiteId is null);
        var withRole = all.Select(role => role.AccountId).ToHashSet();
        var accounts = (await list.AccountsAsync(cancellation))
            .Where(account => roles.Contains(account.AccountId) || (seesAccountsWithoutRole && !withRole.Contains(account.AccountId)))
            .Select(account => Reviewed(account, roles[account.AccountId], tokens[account.AccountId].ToList(), request.StaleDays, now));
        return new AccessReview(now, request.StaleDays, accounts.ToList());
    }

    // An administrator looks after the accounts of the whole store, though after no participant; everybody else as far as the role goes.
    private static bool Reaches(RoleGrant held, ListedRole role) => RoleTable.ScopeOf(held.Role) == RoleScope.None
        || ((held.TrialId is null || role.TrialId is null || held.TrialId == role.TrialId) && (held.SiteId is null || held.SiteId == role.SiteId));

    private static ReviewedAccount Reviewed(
        ListedAccount account, IEnumerable<ListedRole> roles, List<ListedToken> tokens, int staleDays, DateTimeOffset now)
    {
        var today = TrialDay.Of(now);
        var lastUsedAt = tokens.Select(token => token.LastUsedAt).Append(account.LastSignedInAt).Max();
        var state = StateOf(account, tokens.Count > 0, today);
        return new ReviewedAccount(
            account.Name,
            account.Email,
            state,
            account.CreatedAt,
            account.ExpiresOn,
            account.LastSignedInAt,
            lastUsedAt,
            account.HasSecondFactor,
            IsStale: state is AccountState.Active or AccountState.Invited && now - (lastUsedAt ?? account.CreatedAt) > TimeSpan.FromDays(staleDays),
            roles.Select(role => new ReviewedRole(
                role.Role, role.Trial, role.Site, role.TrainedOn, role.GrantedBy, role.GrantedAt, role.ExpiresOn, role.ExpiresOn < today, role.Duties)).ToList(),
            tokens.Select(token => new ReviewedToken(token.Name, token.CreatedAt, token.ExpiresAt, token.LastUsedAt)).ToList());
    }

    private static AccountState StateOf(ListedAccount account, bool hasToken, DateOnly today) =>
        account.SuspendedAt is not null ? AccountState.Suspended
        : account.ExpiresOn < today ? AccountState.Expired
        : account.HasPassword || hasToken ? AccountState.Active
        : AccountState.Invited;
}
