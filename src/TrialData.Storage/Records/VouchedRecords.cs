using TrialData.Storage.Session;

namespace TrialData.Storage.Records;

/// <summary>Every table of the store: what events vouch for in it, or why nothing. A table or column that is in none of these lists fails a test.</summary>
internal static class VouchedRecords
{
    /// <summary>The script from which on events vouch for records.</summary>
    public const string Script = "0011_vouched_records";

    public static RecordKind Store { get; } = new("Store", SqlFile.Named("records/Store"), key: null);

    public static RecordKind Account { get; } = new("Account", SqlFile.Named("records/Account"), "AccountId")
    {
        Label = "Name",
        LeftOut = Because("GrantsVersion", "a lock; its value means nothing"),
    };

    public static RecordKind RoleGrant { get; } = new("RoleGrant", SqlFile.Named("records/RoleGrant"), "RoleGrantId") { Label = "Role" };

    /// <summary>All invitations of an account.</summary>
    public static RecordKind Invitation { get; } = new("Invitation", SqlFile.Named("records/Invitation"), "AccountId");

    public static RecordKind Credential { get; } = new("Credential", SqlFile.Named("records/Credential"), "AccountId");

    public static RecordKind UsedPassword { get; } = new("UsedPassword", SqlFile.Named("records/UsedPassword"), "UsedPasswordId");

    /// <summary>All recovery codes of an account.</summary>
    public static RecordKind RecoveryCode { get; } = new("RecoveryCode", SqlFile.Named("records/RecoveryCode"), "AccountId");

    public static RecordKind SignInSession { get; } = new("SignInSession", SqlFile.Named("records/SignInSession"), "SignInSessionId")
    {
        LeftOut = Because("LastUsedAt", "moves with every request of the session, and no event tells of it"),
    };

    public static RecordKind ApiToken { get; } = new("ApiToken", SqlFile.Named("records/ApiToken"), "ApiTokenId")
    {
        Label = "Name",
        LeftOut = Because("LastUsedAt", "moves with the requests of the token, and no event tells of it"),
    };

    public static RecordKind Trial { get; } = new("Trial", SqlFile.Named("records/Trial"), "TrialId") { Label = "Code" };

    /// <summary>All versions of a trial's protocol.</summary>
    public static RecordKind ProtocolVersion { get; } = new("ProtocolVersion", SqlFile.Named("records/ProtocolVersion"), "TrialId");

    public static RecordKind Site { get; } = new("Site", SqlFile.Named("records/Site"), "SiteId") { Label = "Code" };

    public static RecordKind Participant { get; } = new("Participant", SqlFile.Named("records/Participant"), "ParticipantId") { Label = "Number" };

    /// <summary>All eligibility answers of a participant.</summary>
    public static RecordKind EligibilityAnswer { get; } = new("EligibilityAnswer", SqlFile.Named("records/EligibilityAnswer"), "ParticipantId")
    {
        Parent = (Participant, "ParticipantId"),
    };

    public static RecordKind Visit { get; } = new("Visit", SqlFile.Named("records/Visit"), "VisitId")
    {
        Label = "Code",
        MayTellArm = true,
        Parent = (Participant, "ParticipantId"),
    };

    public static RecordKind Form { get; } = new("Form", SqlFile.Named("records/Form"), "FormId")
    {
        Unsaid = Because("Instance", "1"),
        Label = "Code",
        MayTellArm = true,
        Parent = (Participant, "ParticipantId"),
    };

    /// <summary>All scores of a form, in every version of it.</summary>
    public static RecordKind Score { get; } = new("Score", SqlFile.Named("records/Score"), "FormId")
    {
        MayTellArm = true,
        Parent = (Form, "FormId"),
    };

    public static RecordKind FormEntry { get; } = new("FormEntry", SqlFile.Named("records/FormEntry"), "FormEntryId")
    {
        Unsaid = Because("Round", "1"),
        Label = "Code",
        MayTellArm = true,
        Parent = (Participant, "ParticipantId"),
    };

    public static RecordKind EntryRemoval { get; } = new("EntryRemoval", SqlFile.Named("records/EntryRemoval"), "EntryRemovalId")
    {
        Label = "Code",
        MayTellArm = true,
        Parent = (Participant, "ParticipantId"),
    };

    public static RecordKind FormMark { get; } = new("FormMark", SqlFile.Named("records/FormMark"), "FormMarkId")
    {
        Label = "Kind",
        MayTellArm = true,
        Parent = (Form, "FormId"),
    };

    public static RecordKind FormSignature { get; } = new("FormSignature", SqlFile.Named("records/FormSignature"), "FormSignatureId")
    {
        Label = "SignerName",
        MayTellArm = true,
        Parent = (Form, "FormId"),
    };

    public static RecordKind FormLink { get; } = new("FormLink", SqlFile.Named("records/FormLink"), "FormLinkId")
    {
        MayTellArm = true,
        Parent = (Participant, "ParticipantId"),
    };

    public static RecordKind SafetyReport { get; } = new("SafetyReport", SqlFile.Named("records/SafetyReport"), "SafetyReportId")
    {
        MayTellArm = true,
        Parent = (Form, "FormId"),
    };

    public static RecordKind Consent { get; } = new("Consent", SqlFile.Named("records/Consent"), "ConsentId")
    {
        Label = "ConsentForm",
        Parent = (Participant, "ParticipantId"),
    };

    public static RecordKind EligibilitySignature { get; } = new("EligibilitySignature", SqlFile.Named("records/EligibilitySignature"), "EligibilitySignatureId")
    {
        Label = "SignerName",
        Parent = (Participant, "ParticipantId"),
    };

    public static RecordKind EligibilityWaiver { get; } = new("EligibilityWaiver", SqlFile.Named("records/EligibilityWaiver"), "EligibilityWaiverId")
    {
        Label = "Criterion",
        Parent = (Participant, "ParticipantId"),
    };

    public static RecordKind Withdrawal { get; } = new("Withdrawal", SqlFile.Named("records/Withdrawal"), "WithdrawalId")
    {
        Label = "Kind",
        Parent = (Participant, "ParticipantId"),
    };

    public static RecordKind SiteTransfer { get; } = new("SiteTransfer", SqlFile.Named("records/SiteTransfer"), "SiteTransferId")
    {
        Parent = (Participant, "ParticipantId"),
    };

    public static RecordKind Scheme { get; } = new("Scheme", SqlFile.Named("records/Scheme"), "SchemeId");

    /// <summary>All pieces of a scheme's list.</summary>
    public static RecordKind ListPiece { get; } = new("ListPiece", SqlFile.Named("records/ListPiece"), "SchemeId")
    {
        Parent = (Scheme, "SchemeId"),
    };

    public static RecordKind SchemeCell { get; } = new("SchemeCell", SqlFile.Named("records/SchemeCell"), "SchemeId")
    {
        Part = "Cell",
        TellsArm = true,
        Parent = (Scheme, "SchemeId"),
    };

    public static RecordKind LedgerHead { get; } = new("LedgerHead", SqlFile.Named("records/LedgerHead"), "SchemeId")
    {
        TellsArm = true,
        Parent = (Scheme, "SchemeId"),
    };

    public static RecordKind LedgerLine { get; } = new("LedgerLine", SqlFile.Named("records/LedgerLine"), "LedgerLineId")
    {
        Label = "Sequence",
        TellsArm = true,
        Parent = (Scheme, "SchemeId"),
    };

    public static RecordKind ClusterAllocation { get; } = new("ClusterAllocation", SqlFile.Named("records/ClusterAllocation"), "ClusterAllocationId")
    {
        Label = "Cluster",
        TellsArm = true,
        Parent = (Scheme, "SchemeId"),
    };

    public static RecordKind Allocation { get; } = new("Allocation", SqlFile.Named("records/Allocation"), "ParticipantId") { TellsArm = true };

    public static RecordKind CodeBreak { get; } = new("CodeBreak", SqlFile.Named("records/CodeBreak"), "CodeBreakId") { Label = "Kind" };

    public static RecordKind CodeBreakImpact { get; } = new("CodeBreakImpact", SqlFile.Named("records/CodeBreakImpact"), "CodeBreakImpactId")
    {
        Parent = (CodeBreak, "CodeBreakId"),
    };

    public static RecordKind AllocationError { get; } = new("AllocationError", SqlFile.Named("records/AllocationError"), "AllocationErrorId")
    {
        Label = "Kind",
        Parent = (Participant, "ParticipantId"),
    };

    public static RecordKind AllocationErrorDecision { get; } = new("AllocationErrorDecision", SqlFile.Named("records/AllocationErrorDecision"), "AllocationErrorDecisionId")
    {
        Parent = (AllocationError, "AllocationErrorId"),
    };

    public static RecordKind DowntimeSlot { get; } = new("DowntimeSlot", SqlFile.Named("records/DowntimeSlot"), "DowntimeSlotId")
    {
        Label = "Number",
        Parent = (Scheme, "SchemeId"),
    };

    public static RecordKind DowntimeSlotFate { get; } = new("DowntimeSlotFate", SqlFile.Named("records/DowntimeSlotFate"), "DowntimeSlotFateId")
    {
        Label = "Fate",
        Parent = (DowntimeSlot, "DowntimeSlotId"),
    };

    public static RecordKind EdcCredential { get; } = new("EdcCredential", SqlFile.Named("records/EdcCredential"), "EdcCredentialId") { Label = "Name" };

    public static RecordKind AttestedParticipant { get; } = new("AttestedParticipant", SqlFile.Named("records/AttestedParticipant"), "ParticipantId")
    {
        Label = "Identifier",
        Parent = (Participant, "ParticipantId"),
    };

    public static RecordKind AnalysisRun { get; } = new("AnalysisRun", SqlFile.Named("records/AnalysisRun"), "AnalysisRunId") { TellsArm = true };

    public static RecordKind ImportedFile { get; } = new("ImportedFile", SqlFile.Named("records/ImportedFile"), "ImportedFileId")
    {
        Label = "FileName",
        TellsArm = true,
    };

    /// <summary>A kind comes after the one it belongs to.</summary>
    public static IReadOnlyList<RecordKind> All { get; } =
    [
        Store, Account, RoleGrant, Invitation, Credential, UsedPassword, RecoveryCode, SignInSession, ApiToken,
        Trial, ProtocolVersion, Site, Participant, EligibilityAnswer, Visit, Form, Score,
        FormEntry, EntryRemoval, FormMark, FormSignature, FormLink, SafetyReport, Consent, EligibilitySignature, EligibilityWaiver, Withdrawal, SiteTransfer,
        Scheme, ListPiece, SchemeCell, LedgerHead, LedgerLine, ClusterAllocation, Allocation, CodeBreak, CodeBreakImpact, AllocationError, AllocationErrorDecision,
        DowntimeSlot, DowntimeSlotFate, EdcCredential, AttestedParticipant, AnalysisRun, ImportedFile,
    ];

    /// <summary>Kinds that older events name and whose table a script took away: what became of their rows, the migration's event vouches for.</summary>
    public static IReadOnlySet<string> Retired { get; } = new HashSet<string>(StringComparer.Ordinal) { "stratumCounter" };

    /// <summary>Tables without records, each with the reason.</summary>
    public static IReadOnlyDictionary<string, string> Exempt { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Answer"] = "the event of its save vouches for it as evidence",
        ["AftermathGuard"] = "can hold no row",
        ["AuditChain"] = "the heads of the chains that vouch",
        ["AuditEvent"] = "the events that vouch, chained by hash",
        ["CaptureGuard"] = "can hold no row",
        ["EdcGuard"] = "can hold no row",
        ["ClusterGuard"] = "can hold no row",
        ["EligibilityGuard"] = "can hold no row",
        ["EntryGuard"] = "can hold no row",
        ["FormDraft"] = "typing that was not saved yet",
        ["KeyBlock"] = "where ids come from; an id given twice breaks a key",
        ["LedgerGuard"] = "can hold no row",
        ["ListGuard"] = "can hold no row",
        ["RandomisationGuard"] = "can hold no row",
        ["OutboxMessage"] = "letters on their way, which move with every attempt; what they tell of has an event of its own",
        ["SchemaJournal"] = "the program compares it with its own scripts before every use",
    };

    private static Dictionary<string, string> Because(string column, string reason) => new(StringComparer.Ordinal) { [column] = reason };
}
