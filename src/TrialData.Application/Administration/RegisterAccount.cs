using FluentValidation;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration;

/// <summary>Registers a person of a trial with one role, at the sites named, or in the whole trial where none is.</summary>
[Requires(Permission.RegisterAccount)]
public sealed record RegisterAccount(string TrialCode, string Name, IReadOnlyList<Role> Roles, IReadOnlyList<string> SiteCodes);

public sealed class RegisterAccountValidator : AbstractValidator<RegisterAccount>
{
    public RegisterAccountValidator()
    {
        RuleFor(r => r.Name).AccountName();
        RuleFor(r => r.Roles).NotEmpty();
    }
}

public sealed record AccountNameTaken(string Name)
    : Refusal("account.name-taken", $"An account named {Name} exists already.");

public sealed record RolesBreakBlinding()
    : Refusal("account.roles-break-blinding", "An assessor may hold no role that sees allocations.");

public sealed record RoleNeedsSite(Role Role)
    : Refusal("account.role-needs-site", $"The role {RoleNames.Of(Role)} is held at a site: name at least one.");

public sealed record RoleHasNoSite(Role Role)
    : Refusal("account.role-has-no-site", $"The role {RoleNames.Of(Role)} is held in the whole trial: name no site.");

public sealed class RegisterAccountHandler(
    IAccounts accounts, TrialAccess access, IIdentities identities, AuditNote note, TimeProvider clock)
    : IUseCase<RegisterAccount, RegisteredAccount>
{
    public async Task<Outcome<RegisteredAccount>> HandleAsync(RegisterAccount request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, Permission.RegisterAccount, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        if (await accounts.NameIsTakenAsync(request.Name, cancellation))
        {
            return new AccountNameTaken(request.Name);
        }

        if (RoleTable.BreaksBlinding(request.Roles))
        {
            return new RolesBreakBlinding();
        }

        var grants = await GrantsAsync(found.Value.Scope, request, cancellation);
        if (grants.IsRefused)
        {
            return grants.Refusal!;
        }

        var token = ApiToken.New(identities);
        var id = await accounts.AddAsync(new NewAccount(request.Name, token.Hash, clock.GetUtcNow()), grants.Value, cancellation);
        note.On(found.Value.Trial.TrialId, subject: request.Name);
        foreach (var grant in grants.Value)
        {
            note.Changed("role", oldValue: null, grant.SiteId is { } site ? FormattableString.Invariant($"{RoleNames.Of(grant.Role)} at site {site}") : RoleNames.Of(grant.Role));
        }

        return new RegisteredAccount(id, request.Name, token);
    }

    private async Task<Outcome<List<RoleGrant>>> GrantsAsync(SiteScope scope, RegisterAccount request, CancellationToken cancellation)
    {
        var siteIds = new List<long>();
        foreach (var code in request.SiteCodes.Distinct(StringComparer.Ordinal))
        {
            var site = await access.FindSiteAsync(scope, code, cancellation);
            if (site.IsRefused)
            {
                return site.Refusal!;
            }

            siteIds.Add(site.Value.SiteId);
        }

        var grants = new List<RoleGrant>();
        foreach (var role in request.Roles.Distinct())
        {
            if (RoleTable.IsHeldAtSite(role) && siteIds.Count == 0)
            {
                return new RoleNeedsSite(role);
            }

            if (!RoleTable.IsHeldAtSite(role) && siteIds.Count > 0)
            {
                return new RoleHasNoSite(role);
            }

            grants.AddRange(siteIds.Count == 0
                ? [new RoleGrant(role, scope.TrialId, SiteId: null)]
                : siteIds.Select(site => new RoleGrant(role, scope.TrialId, site)));
        }

        return grants;
    }
}
