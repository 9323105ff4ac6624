using TrialData.Application.Administration;

namespace TrialData.Application.Pipeline;

/// <summary>Who asks: an account of the store, or the operating-system user who holds it.</summary>
/// <param name="AccountId">Null for the operating-system user.</param>
public sealed record Actor(long? AccountId, string Name)
{
    /// <summary>Somebody who has not said who it is: at a door, before signing in.</summary>
    public static Actor Nobody { get; } = new(AccountId: null, "nobody");

    /// <summary>What the actor may use of its roles, where it acts by a token made for less; null for all.</summary>
    public IReadOnlySet<Permission>? Only { get; init; }

    public static Actor OperatingSystemUser(string name) => new(AccountId: null, $"os:{name}");
}

/// <summary>A role held by an account: in every trial of the store (no trial), in one trial (no site) or at one site.</summary>
public sealed record RoleGrant(Role Role, long? TrialId, long? SiteId)
{
    /// <summary>What was delegated by name beyond the role.</summary>
    public IReadOnlyList<Permission> Duties { get; init; } = [];

    /// <summary>Whether the grant allows it: by its role, or by a duty that may be delegated to that role.</summary>
    public bool Allows(Permission permission) =>
        RoleTable.Allows(Role, permission) || (Duties.Contains(permission) && RoleTable.MayBeDelegated(Role, permission));

    /// <summary>Whether another is of the same role at the same place, whatever its duties.</summary>
    public bool IsAtPlaceOf(RoleGrant other) => (Role, TrialId, SiteId) == (other.Role, other.TrialId, other.SiteId);
}

/// <summary>The actor of the request that is being handled, with what it may do now.</summary>
public sealed class RequestContext
{
    private IReadOnlyList<RoleGrant> grants = [];

    public Actor Actor { get; private set; } = Actor.Nobody;

    public Guid CorrelationId { get; private set; }

    /// <summary>Says who asks. Grants are read anew for every request, so a revoked role ends at once.</summary>
    public void Begin(Actor actor, Guid correlationId)
    {
        Actor = actor;
        CorrelationId = correlationId;
        grants = [];
    }

    internal void Hold(IReadOnlyList<RoleGrant> held) => grants = held;

    /// <summary>The grants by which the actor holds a permission.</summary>
    internal IReadOnlyList<RoleGrant> GrantsWith(Permission permission) =>
        IsWithinToken(permission) ? grants.Where(g => g.Allows(permission)).ToList() : [];

    internal bool MayAnywhere(Permission permission) => IsWithinToken(permission) && grants.Any(g => g.Allows(permission));

    /// <summary>The sites of a trial at which the actor holds a permission: every read and write of participant data takes it.</summary>
    public SiteScope ScopeOf(Permission permission, long trialId)
    {
        var held = grants.Where(g => IsWithinToken(permission)
            && (g.TrialId is null || g.TrialId == trialId)
            && g.Allows(permission)
            && RoleTable.ScopeOf(g.Role) != RoleScope.None).ToList();
        return held.Exists(g => g.SiteId is null)
            ? SiteScope.WholeTrial(trialId)
            : SiteScope.Only(trialId, held.Select(g => g.SiteId!.Value));
    }

    /// <summary>The roles the actor holds at a site, those for the whole trial included; those alone where no site is named.</summary>
    public IReadOnlyList<Role> RolesAt(long trialId, long? siteId) =>
        grants.Where(g => (g.TrialId is null || g.TrialId == trialId) && (g.SiteId is null || g.SiteId == siteId)).Select(g => g.Role).ToList();

    /// <summary>The roles by which the actor holds a permission at a site, those for the whole trial included.</summary>
    internal IEnumerable<Role> RolesWith(Permission permission, long trialId, long siteId) =>
        GrantsWith(permission).Where(g => (g.TrialId is null || g.TrialId == trialId) && (g.SiteId is null || g.SiteId == siteId)).Select(g => g.Role);

    /// <summary>The role in which the actor uses a permission, for the audit trail; null where none allows it.</summary>
    internal string? RoleFor(Permission? permission, long? trialId, long? siteId)
    {
        if (permission is not { } needed)
        {
            return null;
        }

        var grant = grants.FirstOrDefault(g => g.Allows(needed)
            && (g.TrialId is null || trialId is null || g.TrialId == trialId)
            && (g.SiteId is null || siteId is null || g.SiteId == siteId));
        return grant is null ? null : RoleNames.Of(grant.Role);
    }

    private bool IsWithinToken(Permission permission) => Actor.Only is null || Actor.Only.Contains(permission);
}
