using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;

namespace TrialData.Application.Administration;

/// <summary>A site at which an account holds roles.</summary>
public sealed record OwnSite(string Code, string Name);

/// <summary>A trial in which an account holds roles.</summary>
/// <param name="Sites">Those that its roles reach, by code.</param>
public sealed record OwnTrial(string Code, string Title, IReadOnlyList<Role> Roles, IReadOnlyList<OwnSite> Sites)
{
    /// <summary>Whether some role of the account allows it somewhere in the trial: what is worth offering. Each request is still asked of the pipeline.</summary>
    public bool May(Permission permission) => Roles.Any(role => RoleTable.Allows(role, permission)) || Duties.Contains(permission);

    /// <summary>What was delegated by name beyond the roles.</summary>
    public IReadOnlyList<Permission> Duties { get; init; } = [];
}

/// <summary>What an account may reach now: what a door offers its person.</summary>
public sealed record OwnAccess(string AccountName, IReadOnlyList<OwnTrial> Trials, IReadOnlyList<Role> InStore);

/// <summary>Reads what an account may reach.</summary>
public sealed class OwnAccessDesk(IAccounts accounts, ITrials trials, TimeProvider clock)
{
    public async Task<OwnAccess> FindAsync(Actor actor, CancellationToken cancellation)
    {
        var held = await accounts.GrantsOfAsync(actor.AccountId!.Value, clock.Today(), cancellation);
        var own = new List<OwnTrial>();
        foreach (var code in await trials.CodesAsync(cancellation))
        {
            if (await trials.FindAsync(code, cancellation) is { } trial
                && held.Where(grant => grant.TrialId is null || grant.TrialId == trial.TrialId).ToList() is { Count: > 0 } grants)
            {
                own.Add(await InTrialAsync(trial, grants, cancellation));
            }
        }

        return new OwnAccess(actor.Name, own, held.Where(grant => grant.TrialId is null).Select(grant => grant.Role).Distinct().ToList());
    }

    private async Task<OwnTrial> InTrialAsync(Trial trial, List<RoleGrant> grants, CancellationToken cancellation)
    {
        var reaching = grants.Where(grant => RoleTable.ScopeOf(grant.Role) != RoleScope.None).ToList();
        var reachesAll = reaching.Exists(grant => grant.SiteId is null);
        var sites = (await trials.SitesAsync(trial.TrialId, cancellation))
            .Where(site => reachesAll || reaching.Exists(grant => grant.SiteId == site.SiteId))
            .Select(site => new OwnSite(site.Code, site.Name));
        return new OwnTrial(trial.Code, trial.Title, grants.Select(grant => grant.Role).Distinct().Order().ToList(), sites.ToList())
        {
            Duties = grants.SelectMany(grant => grant.Duties.Where(grant.Allows)).Distinct().ToList(),
        };
    }
}
