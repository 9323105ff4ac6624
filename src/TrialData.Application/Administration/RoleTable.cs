using System.Collections.Frozen;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration;

/// <summary>Who may do what: the one place that says it. Site roles act at the sites they are granted for.</summary>
public static class RoleTable
{
    private static readonly FrozenDictionary<Role, FrozenSet<Permission>> Allowed = new Dictionary<Role, Permission[]>
    {
        [Role.SiteResearcher] =
        [
            Permission.Screen, Permission.RecordConsent, Permission.Enrol, Permission.Randomise,
            Permission.SaveForm, Permission.EndParticipation,
        ],
        [Role.Assessor] = [Permission.SaveForm],
        [Role.PrincipalInvestigator] = [Permission.Screen, Permission.RecordConsent, Permission.Enrol, Permission.Randomise],
        [Role.Monitor] = [],
        [Role.Manager] = [Permission.CreateTrial, Permission.ActivateSite, Permission.RegisterAccount],
        [Role.Statistician] = [],
        [Role.UnblindedStatistician] = [Permission.ImportFinishedTrial, Permission.AnalyseByArm],
        [Role.RandomisationAdministrator] = [Permission.SealScheme],
        [Role.Administrator] = [Permission.RegisterAccount],
    }.ToFrozenDictionary(r => r.Key, r => r.Value.ToFrozenSet());

    private static readonly FrozenSet<Role> SiteRoles =
        new[] { Role.SiteResearcher, Role.Assessor, Role.PrincipalInvestigator }.ToFrozenSet();

    private static readonly FrozenSet<Role> SeeAllocations =
        new[] { Role.SiteResearcher, Role.PrincipalInvestigator, Role.UnblindedStatistician }.ToFrozenSet();

    public static bool Allows(Role role, Permission permission) => Allowed[role].Contains(permission);

    /// <summary>Whether a grant of the role names a site; a monitor's may.</summary>
    public static bool IsSiteRole(Role role) => SiteRoles.Contains(role);

    /// <summary>A blinded assessor may hold no role that sees an allocation, at any site.</summary>
    public static bool BreaksBlinding(IReadOnlyCollection<Role> roles) =>
        roles.Contains(Role.Assessor) && roles.Any(SeeAllocations.Contains);
}
