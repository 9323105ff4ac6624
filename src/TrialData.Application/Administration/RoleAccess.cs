using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;

namespace TrialData.Application.Administration;

public sealed record RoleNeedsSite(Role Role)
    : Refusal("account.role-needs-site", $"The role {RoleNames.Of(Role)} is held at a site: name one.");

public sealed record RoleHasNoSite(Role Role)
    : Refusal("account.role-has-no-site", $"The role {RoleNames.Of(Role)} is held in the whole trial: name no site.");

public sealed record RoleNotYours(Role Role, Role Granter)
    : Refusal("account.role-not-yours", $"The role {RoleNames.Of(Role)} is delegated by the {RoleNames.Of(Granter)} alone.");

/// <summary>An account and the role, with its place, that it is to be given or to lose.</summary>
public sealed record RoleInPlace(Account Account, RoleGrant Grant, string? SiteCode)
{
    /// <summary>As the audit trail writes it: <c>assessor at S1</c>.</summary>
    public string Text => SiteCode is null ? RoleNames.Of(Grant.Role) : $"{RoleNames.Of(Grant.Role)} at {SiteCode}";
}

/// <summary>Finds what a request about a role names, and whether the actor may delegate it there.</summary>
public sealed class RoleAccess(IAccounts accounts, TrialAccess access, RequestContext context, AuditNote note)
{
    /// <param name="alsoBy">A role that may do this beside the one that delegates.</param>
    public async Task<Outcome<RoleInPlace>> FindAsync(
        string trialCode, string accountName, Role role, string? siteCode, Role? alsoBy, CancellationToken cancellation)
    {
        var found = await access.FindAsync(trialCode, Permission.GrantRole, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var trialId = found.Value.Trial.TrialId;
        if (RoleTable.IsHeldAtSite(role) != siteCode is not null)
        {
            return siteCode is null ? new RoleNeedsSite(role) : new RoleHasNoSite(role);
        }

        Site? site = null;
        if (siteCode is not null)
        {
            var located = await access.FindSiteAsync(found.Value.Scope, siteCode, cancellation);
            if (located.IsRefused)
            {
                return located.Refusal!;
            }

            site = located.Value;
        }

        var granter = RoleTable.GranterOf(role);
        if (!context.RolesAt(trialId, site?.SiteId).Any(held => held == granter || held == alsoBy))
        {
            return new RoleNotYours(role, granter);
        }

        if (await accounts.FindAsync(accountName, cancellation) is not { } account)
        {
            return new NoSuchAccount(accountName);
        }

        note.On(trialId, site?.SiteId, account.Name);
        return account.AccountId == context.Actor.AccountId
            ? new NotYourOwnAccount()
            : new RoleInPlace(account, new RoleGrant(role, trialId, site?.SiteId), site?.Code);
    }
}
