using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using Xunit;

namespace TrialData.Application.Tests.Administration;

/// <summary>The table of roles as the design prints it (section 5), written out again by hand.</summary>
public sealed class TheRoleTable
{
    // Columns: site researcher, assessor, principal investigator, monitor, manager, statistician, unblinded statistician,
    // randomisation administrator, administrator. x holds it, d may be given it by delegation.
    private const string Printed = """
        ReadParticipants          x x x x x x x . .
        ReadCluster               x . x x x x x . .
        SaveForm                  x x . . . . . . .
        AdjudicateEntries         x x x . . . . . .
        EndParticipation          x . . . . . . . .
        TransferParticipant       . . . . x . . . .
        AmendProtocol             . . . . x . . . .
        RecordSafetyReport        . . x . x . . . .
        SignParticipant           . . x . . . . . .
        Screen                    x . x . . . . . .
        RecordConsent             x . x . . . . . .
        Enrol                     x . x . . . . . .
        SignEligibility           . . x . . . . . .
        WaiveEligibility          . . . . x . . . .
        Randomise                 x . x . . . . . .
        ReadAllocation            x . x . . . x . .
        ReadWhatRevealsArm        x . x . . . x . .
        BreakBlind                d . x . . . . . .
        RecordCodeBreak           x x x . x . . . .
        ReadCodeBreaks            . . x x x x x . .
        ReadScheme                . . . . . . x x .
        DesignScheme              . . . . . . . x .
        SealScheme                . . . . . . . x .
        GiveNonce                 . . . . x . x x .
        RegisterEdc               . . . . . . . x .
        AllocateClusters          . . . . . . x x .
        AskAllocationInError      x . . . . . . . .
        MarkAllocationInError     . . x . x . . . .
        ApproveAllocationInError  . . . . x . . x .
        ReadLedger                . . . . . . x . .
        IssueDowntimeSlots        . . . . . . x . .
        ReadDowntimeSlots         x . x . x . x . .
        RevealSecret              . . . . x . . x .
        AnswerQuery               x x x . . . . . .
        OpenQuery                 . . . x x x . . .
        CloseQuery                . . . x x . . . .
        VerifySource              . . . x . . . . .
        FreezeAndLock             . . . . x . . . .
        SignBeforeLock            . . x . . . . . .
        AskUnlock                 x . x . . . . . .
        ApproveUnlock             . . . . x . . . .
        ReadSpecification         . . . . x x x . .
        WriteSpecification        . . . . . x . . .
        AnalyseByArm              . . . . . . x . .
        ImportFinishedTrial       . . . . . . x . .
        AskUnblinding             . . . . . x . . .
        ApproveUnblinding         . . . . x . . x .
        ExportOwnSite             . . x . . . . . .
        ExportAssignedSites       . . . x . . . . .
        ExportBlinded             . . . . x x . . .
        ExportUnblinded           . . . . . . x . .
        ExportLedgerAfterReveal   . . . . . . . x .
        CreateTrial               . . . . x . . . .
        ActivateSite              . . . . x . . . .
        CreateAccount             . . . . x . . . x
        SuspendAccount            . . . . x . . . x
        RecoverAccount            . . . . . . . . x
        ReviewAccess              . . x . x . . . x
        ReadAudit                 . . x x x . x x .
        ReadInstallationAudit     . . . . . . . . x
        GrantRole                 . . x . x . . . .
        """;

    private static readonly Role[] Columns =
    [
        Role.SiteResearcher, Role.Assessor, Role.PrincipalInvestigator, Role.Monitor, Role.Manager, Role.Statistician,
        Role.UnblindedStatistician, Role.RandomisationAdministrator, Role.Administrator,
    ];

    [Fact]
    public void Is_the_one_printed() => Assert.Equal(
        Printed.ReplaceLineEndings("\n").Split('\n').Select(row => string.Join(' ', row.Split(' ', StringSplitOptions.RemoveEmptyEntries))).Order(StringComparer.Ordinal),
        Enum.GetValues<Permission>().Select(permission => $"{permission} {string.Join(' ', Columns.Select(role => Cell(role, permission)))}").Order(StringComparer.Ordinal));

    [Fact]
    public void Has_a_column_for_every_role() => Assert.Equal(Enum.GetValues<Role>(), Columns);

    [Theory]
    [InlineData(Role.SiteResearcher, RoleScope.OwnSite)]
    [InlineData(Role.Assessor, RoleScope.OwnSite)]
    [InlineData(Role.PrincipalInvestigator, RoleScope.OwnSite)]
    [InlineData(Role.Monitor, RoleScope.AssignedSites)]
    [InlineData(Role.Manager, RoleScope.WholeTrial)]
    [InlineData(Role.Statistician, RoleScope.WholeTrial)]
    [InlineData(Role.UnblindedStatistician, RoleScope.WholeTrial)]
    [InlineData(Role.RandomisationAdministrator, RoleScope.WholeTrial)]
    [InlineData(Role.Administrator, RoleScope.None)]
    public void Gives_each_role_its_scope(Role role, RoleScope scope) => Assert.Equal(scope, RoleTable.ScopeOf(role));

    [Theory]
    [InlineData(Role.SiteResearcher, true)]
    [InlineData(Role.PrincipalInvestigator, true)]
    [InlineData(Role.UnblindedStatistician, true)]
    [InlineData(Role.Monitor, false)]
    [InlineData(Role.Manager, false)]
    [InlineData(Role.Statistician, false)]
    public void Keeps_an_assessor_from_whoever_sees_allocations(Role other, bool breaks) =>
        Assert.Equal((breaks, false), (RoleTable.BreaksBlinding([Role.Assessor, other]), RoleTable.BreaksBlinding([other])));

    [Theory]
    [InlineData(Role.SiteResearcher, Permission.BreakBlind, true)]
    [InlineData(Role.Assessor, Permission.BreakBlind, false)]
    [InlineData(Role.Manager, Permission.BreakBlind, false)]
    [InlineData(Role.SiteResearcher, Permission.SignEligibility, false)]
    public void Bounds_what_a_duty_in_a_grant_is_worth(Role role, Permission duty, bool allows)
    {
        var grant = new RoleGrant(role, TrialId: 1, SiteId: 1);

        Assert.Equal((false, allows), (grant.Allows(duty), (grant with { Duties = [duty] }).Allows(duty)));
    }

    private static string Cell(Role role, Permission permission) =>
        RoleTable.Allows(role, permission) ? "x" : RoleTable.MayBeDelegated(role, permission) ? "d" : ".";
}
