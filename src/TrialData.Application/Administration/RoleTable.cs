using System.Collections.Frozen;
using TrialData.Application.Pipeline;
using static TrialData.Application.Administration.Role;

namespace TrialData.Application.Administration;

/// <summary>Whose data a role reaches.</summary>
public enum RoleScope
{
    /// <summary>The one site it is granted for.</summary>
    OwnSite,

    /// <summary>The sites it is granted for, one grant each.</summary>
    AssignedSites,

    /// <summary>Every site of its trial.</summary>
    WholeTrial,

    /// <summary>No participant of any site.</summary>
    None,
}

/// <summary>Who may do what: the one place that says it.</summary>
public static class RoleTable
{
    private static readonly FrozenDictionary<Role, RoleScope> Scopes = new Dictionary<Role, RoleScope>
    {
        [SiteResearcher] = RoleScope.OwnSite,
        [Assessor] = RoleScope.OwnSite,
        [PrincipalInvestigator] = RoleScope.OwnSite,
        [Role.Monitor] = RoleScope.AssignedSites,
        [Manager] = RoleScope.WholeTrial,
        [Statistician] = RoleScope.WholeTrial,
        [UnblindedStatistician] = RoleScope.WholeTrial,
        [RandomisationAdministrator] = RoleScope.WholeTrial,
        [Administrator] = RoleScope.None,
    }.ToFrozenDictionary();

    // A form names the roles that fill it in, so an assessor writes outcomes alone. Nobody holds a permission to see allocations
    // to come: they exist only once drawn.
    private static readonly FrozenDictionary<Permission, FrozenSet<Role>> Holders = new Dictionary<Permission, Role[]>
    {
        [Permission.CreateTrial] = [Manager],
        [Permission.ActivateSite] = [Manager],
        [Permission.CreateAccount] = [Manager, Administrator],
        [Permission.SuspendAccount] = [Manager, Administrator],
        [Permission.RecoverAccount] = [Administrator],
        [Permission.ReviewAccess] = [PrincipalInvestigator, Manager, Administrator],
        [Permission.ReadAudit] = [PrincipalInvestigator, Role.Monitor, Manager, UnblindedStatistician, RandomisationAdministrator],
        [Permission.ReadInstallationAudit] = [Administrator],
        [Permission.GrantRole] = [PrincipalInvestigator, Manager],
        [Permission.ReadParticipants] = [SiteResearcher, Assessor, PrincipalInvestigator, Role.Monitor, Manager, Statistician, UnblindedStatistician],
        [Permission.ReadCluster] = [SiteResearcher, PrincipalInvestigator, Role.Monitor, Manager, Statistician, UnblindedStatistician],
        [Permission.SaveForm] = [SiteResearcher, Assessor],
        [Permission.AdjudicateEntries] = [SiteResearcher, Assessor, PrincipalInvestigator],
        [Permission.EndParticipation] = [SiteResearcher],
        [Permission.TransferParticipant] = [Manager],
        [Permission.AmendProtocol] = [Manager],
        [Permission.RecordSafetyReport] = [PrincipalInvestigator, Manager],
        [Permission.SignParticipant] = [PrincipalInvestigator],
        [Permission.Screen] = [SiteResearcher, PrincipalInvestigator],
        [Permission.RecordConsent] = [SiteResearcher, PrincipalInvestigator],
        [Permission.Enrol] = [SiteResearcher, PrincipalInvestigator],
        [Permission.SignEligibility] = [PrincipalInvestigator],
        [Permission.WaiveEligibility] = [Manager],
        [Permission.Randomise] = [SiteResearcher, PrincipalInvestigator],
        [Permission.ReadAllocation] = [SiteResearcher, PrincipalInvestigator, UnblindedStatistician],
        [Permission.ReadWhatRevealsArm] = [SiteResearcher, PrincipalInvestigator, UnblindedStatistician],
        [Permission.BreakBlind] = [PrincipalInvestigator],
        [Permission.RecordCodeBreak] = [SiteResearcher, Assessor, PrincipalInvestigator, Manager],
        [Permission.ReadCodeBreaks] = [PrincipalInvestigator, Role.Monitor, Manager, Statistician, UnblindedStatistician],
        [Permission.ReadScheme] = [UnblindedStatistician, RandomisationAdministrator],
        [Permission.DesignScheme] = [RandomisationAdministrator],
        [Permission.SealScheme] = [RandomisationAdministrator],
        [Permission.GiveNonce] = [Manager, UnblindedStatistician, RandomisationAdministrator],
        [Permission.RegisterEdc] = [RandomisationAdministrator],
        [Permission.AllocateClusters] = [UnblindedStatistician, RandomisationAdministrator],
        [Permission.AskAllocationInError] = [SiteResearcher],
        [Permission.MarkAllocationInError] = [PrincipalInvestigator, Manager],
        [Permission.ApproveAllocationInError] = [Manager, RandomisationAdministrator],
        [Permission.ReadLedger] = [UnblindedStatistician],
        [Permission.IssueDowntimeSlots] = [UnblindedStatistician],
        [Permission.ReadDowntimeSlots] = [SiteResearcher, PrincipalInvestigator, Manager, UnblindedStatistician],
        [Permission.RevealSecret] = [Manager, RandomisationAdministrator],
        [Permission.AnswerQuery] = [SiteResearcher, Assessor, PrincipalInvestigator],
        [Permission.OpenQuery] = [Role.Monitor, Manager, Statistician],
        [Permission.CloseQuery] = [Role.Monitor, Manager],
        [Permission.VerifySource] = [Role.Monitor],
        [Permission.FreezeAndLock] = [Manager],
        [Permission.SignBeforeLock] = [PrincipalInvestigator],
        [Permission.AskUnlock] = [SiteResearcher, PrincipalInvestigator],
        [Permission.ApproveUnlock] = [Manager],
        [Permission.ReadSpecification] = [Manager, Statistician, UnblindedStatistician],
        [Permission.WriteSpecification] = [Statistician],
        [Permission.AnalyseByArm] = [UnblindedStatistician],
        [Permission.ImportFinishedTrial] = [UnblindedStatistician],
        [Permission.AskUnblinding] = [Statistician],
        [Permission.ApproveUnblinding] = [Manager, RandomisationAdministrator],
        [Permission.ExportOwnSite] = [PrincipalInvestigator],
        [Permission.ExportAssignedSites] = [Role.Monitor],
        [Permission.ExportBlinded] = [Manager, Statistician],
        [Permission.ExportUnblinded] = [UnblindedStatistician],
        [Permission.ExportLedgerAfterReveal] = [RandomisationAdministrator],
    }.ToFrozenDictionary(row => row.Key, row => row.Value.ToFrozenSet());

    private static readonly FrozenSet<Permission> Confirmed = new[]
    {
        Permission.Randomise, Permission.AllocateClusters, Permission.SignEligibility, Permission.WaiveEligibility,
    }.ToFrozenSet();

    // What an investigator may hand on to one account, by name, beyond its role.
    private static readonly FrozenDictionary<Permission, Role> Delegable = new Dictionary<Permission, Role>
    {
        [Permission.BreakBlind] = SiteResearcher,
    }.ToFrozenDictionary();

    public static bool Allows(Role role, Permission permission) => Holders[permission].Contains(role);

    public static IReadOnlyCollection<Role> HoldersOf(Permission permission) => Holders[permission];

    /// <summary>Whether a role may use a permission once its investigator has delegated it.</summary>
    public static bool MayBeDelegated(Role role, Permission permission) => Delegable.TryGetValue(permission, out var to) && to == role;

    /// <summary>Everything that may be delegated by name, to whatever role.</summary>
    public static IReadOnlyCollection<Permission> Duties => Delegable.Keys;

    public static RoleScope ScopeOf(Role role) => Scopes[role];

    /// <summary>Who delegates a role: the investigator of a site its roles, the manager all others.</summary>
    public static Role GranterOf(Role role) => role is SiteResearcher or Assessor ? PrincipalInvestigator : Manager;

    /// <summary>Whether a grant of the role names a site.</summary>
    public static bool IsHeldAtSite(Role role) => Scopes[role] is RoleScope.OwnSite or RoleScope.AssignedSites;

    public static bool SeesAllocations(Role role) => Allows(role, Permission.ReadAllocation);

    /// <summary>A blinded assessor may hold no role that sees an allocation, at any site of any trial.</summary>
    public static bool BreaksBlinding(IReadOnlyCollection<Role> roles) => roles.Contains(Assessor) && roles.Any(SeesAllocations);

    /// <summary>Whoever enrols in a trial may hold no role there that knows its scheme: block sizes and the past tell the next arm.</summary>
    public static bool BreaksConcealment(IReadOnlyCollection<Role> rolesOfTrial) =>
        rolesOfTrial.Any(role => Allows(role, Permission.Randomise)) && rolesOfTrial.Any(KnowsScheme);

    /// <summary>Whether the role learns what tells the next arm.</summary>
    public static bool KnowsScheme(Role role) => Allows(role, Permission.ReadScheme) || Allows(role, Permission.DesignScheme) || Allows(role, Permission.ReadLedger);

    /// <summary>Acts that are confirmed by the own password given again, or by a token that names them and was confirmed so when it was made.</summary>
    public static bool IsConfirmed(Permission permission) => Confirmed.Contains(permission);
}
