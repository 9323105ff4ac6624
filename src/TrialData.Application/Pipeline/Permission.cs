namespace TrialData.Application.Pipeline;

/// <summary>What an account may be allowed to do. Which role holds which stands in <see cref="Administration.RoleTable"/>.</summary>
public enum Permission
{
    CreateTrial,
    ActivateSite,

    /// <summary>Creating accounts, which hold no role yet, and inviting their persons.</summary>
    CreateAccount,
    SuspendAccount,

    /// <summary>Changing an account's address and resetting its second factor, after which another person could become its owner.</summary>
    RecoverAccount,

    /// <summary>Reading who may do what: an investigator for the site, a manager for the trial, an administrator for the store.</summary>
    ReviewAccess,

    /// <summary>Reading the audit trail of a trial: an investigator or monitor that of the sites.</summary>
    ReadAudit,

    /// <summary>Reading the audit trail of the installation: accounts, roles, sign-ins, the store.</summary>
    ReadInstallationAudit,

    /// <summary>Delegating the roles that stand for the actor's own in <see cref="Administration.RoleTable.GranterOf"/>.</summary>
    GrantRole,
    SealScheme,

    /// <summary>Mixing a nonce into a scheme that somebody else has sealed.</summary>
    GiveNonce,

    /// <summary>Letting an EDC system randomise in a trial that takes its participants from one.</summary>
    RegisterEdc,

    /// <summary>Drawing the arms of all clusters at once, without seeing them by that.</summary>
    AllocateClusters,
    Screen,
    RecordConsent,
    Enrol,

    /// <summary>Signing that a participant is eligible, before randomisation.</summary>
    SignEligibility,

    /// <summary>Letting a participant go on who does not meet a criterion: against the protocol, so it is the whole trial's.</summary>
    WaiveEligibility,
    Randomise,
    SaveForm,

    /// <summary>Settling what two people entered differently from one paper form.</summary>
    AdjudicateEntries,
    EndParticipation,

    /// <summary>Moving a participant to another site: no site reaches the other, so it is the whole trial's.</summary>
    TransferParticipant,

    /// <summary>Giving the trial the next version of its protocol.</summary>
    AmendProtocol,

    /// <summary>Saying that a serious event was reported, to whom and when.</summary>
    RecordSafetyReport,
    ImportFinishedTrial,
    AnalyseByArm,

    /// <summary>Participants and their answers, without what reveals an arm.</summary>
    ReadParticipants,

    /// <summary>Which cluster a participant belongs to. Whoever is blinded and learned one arm could tell those of the whole cluster by it.</summary>
    ReadCluster,

    /// <summary>A participant's data are complete and right, says the investigator.</summary>
    SignParticipant,

    /// <summary>The arm of a participant after randomisation.</summary>
    ReadAllocation,

    /// <summary>Forms and visits that tell the arm, such as the meetings of one.</summary>
    ReadWhatRevealsArm,

    /// <summary>Emergency disclosure of one participant's arm.</summary>
    BreakBlind,

    /// <summary>Noting in the register of unblinding that an arm became known, and what that did.</summary>
    RecordCodeBreak,

    /// <summary>Reading that register; its free texts need <see cref="ReadAllocation"/> as well.</summary>
    ReadCodeBreaks,

    /// <summary>The whole configuration of the scheme; that it is stratified is public.</summary>
    ReadScheme,
    DesignScheme,
    AskAllocationInError,
    MarkAllocationInError,
    ApproveAllocationInError,

    /// <summary>The ledger with its arms, before the reveal.</summary>
    ReadLedger,

    /// <summary>Printing slots for downtime, arms included, for envelopes that somebody else opens.</summary>
    IssueDowntimeSlots,

    /// <summary>Which slots were issued and what became of them, without arms.</summary>
    ReadDowntimeSlots,

    /// <summary>One half of revealing the secret; the other role gives the other.</summary>
    RevealSecret,
    AnswerQuery,
    OpenQuery,
    CloseQuery,
    VerifySource,

    /// <summary>Freezing and locking data, and going live.</summary>
    FreezeAndLock,
    SignBeforeLock,
    AskUnlock,
    ApproveUnlock,
    ReadSpecification,

    /// <summary>Writing and locking an analysis specification, and rehearsing it on shuffled arms.</summary>
    WriteSpecification,
    AskUnblinding,
    ApproveUnblinding,

    /// <summary>A site's own data with their audit.</summary>
    ExportOwnSite,

    /// <summary>What the monitor sees.</summary>
    ExportAssignedSites,
    ExportBlinded,
    ExportUnblinded,

    /// <summary>The ledger, once the secret is revealed.</summary>
    ExportLedgerAfterReveal,
}
