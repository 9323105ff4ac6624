using System.Text;
using TrialData.Application.Administration;
using TrialData.Application.Administration.Credentials;
using TrialData.Application.Administration.Mail;
using TrialData.Application.Allocation;
using TrialData.Application.Allocation.Blinding;
using TrialData.Application.Allocation.Clusters;
using TrialData.Application.Allocation.CodeBreaks;
using TrialData.Application.Allocation.Downtime;
using TrialData.Application.Allocation.Edc;
using TrialData.Application.Allocation.Errors;
using TrialData.Application.Analyses;
using TrialData.Application.Capture;
using TrialData.Application.Capture.Courses;
using TrialData.Application.Capture.Drafts;
using TrialData.Application.Capture.Entries;
using TrialData.Application.Capture.Layouts;
using TrialData.Application.Capture.Links;
using TrialData.Application.Capture.Rescoring;
using TrialData.Application.Enrolment;
using TrialData.Application.Enrolment.Eligibility;
using TrialData.Application.Exchange;
using TrialData.Application.Oversight;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Application.Safety;
using TrialData.Testing;

namespace TrialData.Application.Tests.Isolation;

/// <summary>One request of every use case. A use case that is not in the table fails the matrix by its name.</summary>
internal static class SampleRequests
{
    private const string LongPassword = "correct horse battery";

    private static readonly DateOnly Today = TrialHost.FirstDay;
    private static readonly DateTimeOffset Now = new(Today, new TimeOnly(9, 0), TimeSpan.Zero);
    private static readonly FormAt Mood = new("baseline", "mood");
    private static readonly Dictionary<string, string> NoAnswers = new(StringComparer.Ordinal);
    private static readonly SessionToken NoSession = new("tds_0");

    public static IReadOnlyDictionary<Type, Func<Target, object>> All { get; } = new Dictionary<Type, Func<Target, object>>
    {
        [typeof(FoundStore)] = _ => new FoundStore("second"),
        [typeof(VerifyAudit)] = _ => new VerifyAudit(),
        [typeof(BackUpStore)] = _ => new BackUpStore("backup"),
        [typeof(CheckStore)] = _ => new CheckStore(),
        [typeof(InspectStore)] = _ => new InspectStore(),
        [typeof(CreateTrial)] = _ => new CreateTrial("{}"),
        [typeof(ActivateSite)] = t => new ActivateSite(t.Trial, t.Site, Today),
        [typeof(CloseSite)] = t => new CloseSite(t.Trial, t.Site, Today, "Enough"),
        [typeof(ReadAudit)] = t => new ReadAudit(t.Trial, new AuditQuestion(), t.Site),
        [typeof(ReadInstallationAudit)] = _ => new ReadInstallationAudit(new AuditQuestion()),
        [typeof(InviteAccount)] = _ => new InviteAccount("new one"),
        [typeof(ChangeEmail)] = _ => new ChangeEmail("eva", "eva@example.org", "Married"),
        [typeof(ReviewAccess)] = _ => new ReviewAccess(),
        [typeof(ResetSecondFactor)] = _ => new ResetSecondFactor("eva", "Lost telephone"),
        [typeof(ListMail)] = _ => new ListMail(),
        [typeof(ReissueInvitation)] = _ => new ReissueInvitation("eva"),
        [typeof(SuspendAccount)] = _ => new SuspendAccount("eva", "Left"),
        [typeof(ResumeAccount)] = _ => new ResumeAccount("eva", "Is back"),
        [typeof(DemandPasswordChange)] = _ => new DemandPasswordChange("eva", "Lost"),
        [typeof(GrantRole)] = t => new GrantRole(t.Trial, "eva", Role.Assessor, t.Site, Today),
        [typeof(RevokeRole)] = t => new RevokeRole(t.Trial, "eva", Role.Assessor, t.Site, "Left"),
        [typeof(CreateApiToken)] = _ => new CreateApiToken("nightly", Permissions: null, Now.AddDays(1)),
        [typeof(ListApiTokens)] = _ => new ListApiTokens(),
        [typeof(RevokeApiToken)] = _ => new RevokeApiToken("nightly"),
        [typeof(SignIn)] = t => new SignIn(t.Account, LongPassword),
        [typeof(GiveSecondFactor)] = t => new GiveSecondFactor(NoSession, t.Account),
        [typeof(UseRecoveryCode)] = t => new UseRecoveryCode(NoSession, t.Account),
        [typeof(EnrolSecondFactor)] = _ => new EnrolSecondFactor(NoSession),
        [typeof(ConfirmSecondFactor)] = t => new ConfirmSecondFactor(NoSession, t.Account),
        [typeof(AcceptInvitation)] = t => new AcceptInvitation(new InvitationToken(t.Account), LongPassword),
        [typeof(ChangePassword)] = t => new ChangePassword(NoSession, t.Account, LongPassword),
        [typeof(EndSession)] = _ => new EndSession(NoSession),
        [typeof(ListSessions)] = _ => new ListSessions(NoSession),
        [typeof(EndOwnSession)] = _ => new EndOwnSession(SessionId: 1),
        [typeof(EndOtherSessions)] = _ => new EndOtherSessions(NoSession),
        [typeof(SealScheme)] = t => new SealScheme(t.Trial, TestProtocol.Design),
        [typeof(GiveNonce)] = t => new GiveNonce(t.Trial, "a nonce of somebody else"),
        [typeof(ReadLedger)] = t => new ReadLedger(t.Trial),
        [typeof(ExportLedger)] = t => new ExportLedger(t.Trial),
        [typeof(RevealScheme)] = t => new RevealScheme(t.Trial),
        [typeof(ScreenParticipant)] = t => new ScreenParticipant(t.Trial, t.Site, Today, TestProtocol.EligibleAnswers),
        [typeof(ShowCriteria)] = t => new ShowCriteria(t.Trial),
        [typeof(ShowWork)] = t => new ShowWork(t.Trial),
        [typeof(ShowParticipant)] = t => new ShowParticipant(t.Trial, t.Participant),
        [typeof(CheckRandomisation)] = t => new CheckRandomisation(t.Trial, t.Participant),
        [typeof(ListParticipants)] = t => new ListParticipants(t.Trial, SiteCode: t.Site),
        [typeof(RecordConsent)] = t => new RecordConsent(t.Trial, t.Participant, TestProtocol.ConsentForm, Now),
        [typeof(EnrolParticipant)] = t => new EnrolParticipant(t.Trial, t.Participant, Today),
        [typeof(SignEligibility)] = t => new SignEligibility(t.Trial, t.Participant, LongPassword),
        [typeof(WaiveEligibility)] = t => new WaiveEligibility(t.Trial, t.Participant, "adult", "The sponsor agreed", LongPassword),
        [typeof(SaveForm)] = t => new SaveForm(
            t.Trial, t.Participant, "baseline", "mood", ExpectedVersion: 0, Today, new Dictionary<string, string>(StringComparer.Ordinal) { ["low"] = "3" }),
        [typeof(SaveLogEntry)] = t => new SaveLogEntry(
            t.Trial, t.Participant, "contacts", Entry: null, ExpectedVersion: 0, Today, new Dictionary<string, string>(StringComparer.Ordinal) { ["on"] = "2027-01-04" }),
        [typeof(VoidForm)] = t => new VoidForm(t.Trial, t.Participant, Mood, ExpectedVersion: 1, "Entered in error"),
        [typeof(MoveForm)] = t => new MoveForm(t.Trial, t.Participant, Mood, ExpectedVersion: 1, t.Participant, "Wrong person"),
        [typeof(VerifyForm)] = t => new VerifyForm(t.Trial, t.Participant, Mood, ExpectedVersion: 1),
        [typeof(UnverifyForm)] = t => new UnverifyForm(t.Trial, t.Participant, Mood, ExpectedVersion: 1, "Wrong source"),
        [typeof(LockForm)] = t => new LockForm(t.Trial, t.Participant, Mood, ExpectedVersion: 1),
        [typeof(UnlockForm)] = t => new UnlockForm(t.Trial, t.Participant, Mood, ExpectedVersion: 1, "A late correction"),
        [typeof(SignForm)] = t => new SignForm(t.Trial, t.Participant, Mood, ExpectedVersion: 1, SignatureMeaning.Approved, LongPassword),
        [typeof(ShowForm)] = t => new ShowForm(t.Trial, t.Participant, Mood),
        [typeof(LayOutForm)] = t => new LayOutForm(t.Trial, t.Participant, Mood),
        [typeof(ListLogEntries)] = t => new ListLogEntries(t.Trial, t.Participant, "contacts"),
        [typeof(CheckForm)] = t => new CheckForm(t.Trial, t.Participant, Mood, NoAnswers, FilledForm.NoneMissing),
        [typeof(PreviewScores)] = t => new PreviewScores(t.Trial, t.Participant, Mood, NoAnswers),
        [typeof(ShowCourse)] = t => new ShowCourse(t.Trial, t.Participant, "qpr-15"),
        [typeof(ShowFieldHistory)] = t => new ShowFieldHistory(t.Trial, t.Participant, Mood, "low"),
        [typeof(KeepDraft)] = t => new KeepDraft(t.Trial, t.Participant, "baseline", "mood", BaseVersion: 0, NoAnswers),
        [typeof(FindDraft)] = t => new FindDraft(t.Trial, t.Participant, "baseline", "mood"),
        [typeof(DropDraft)] = t => new DropDraft(t.Trial, t.Participant, "baseline", "mood"),
        [typeof(RebaseDraft)] = t => new RebaseDraft(t.Trial, t.Participant, "baseline", "mood"),
        [typeof(ListDrafts)] = t => new ListDrafts(t.Trial),
        [typeof(EnterForm)] = t => new EnterForm(t.Trial, t.Participant, "baseline", "mood", Today, NoAnswers),
        [typeof(ShowEntries)] = t => new ShowEntries(t.Trial, t.Participant, "baseline", "mood"),
        [typeof(CompareEntries)] = t => new CompareEntries(t.Trial, t.Participant, "baseline", "mood"),
        [typeof(AdjudicateForm)] = t => new AdjudicateForm(t.Trial, t.Participant, "baseline", "mood", []),
        [typeof(RemoveEntries)] = t => new RemoveEntries(t.Trial, t.Participant, "baseline", "mood", "Another participant's"),
        [typeof(IssueFormLink)] = t => new IssueFormLink(t.Trial, t.Participant, "baseline", ["mood"], Now.AddDays(1)),
        [typeof(ListFormLinks)] = t => new ListFormLinks(t.Trial, t.Participant),
        [typeof(RevokeFormLink)] = t => new RevokeFormLink(t.Trial, t.Participant, FormLinkId: 1),
        [typeof(OpenFormLink)] = t => new OpenFormLink(new FormLinkToken(t.Account)),
        [typeof(CheckFormLink)] = t => new CheckFormLink(new FormLinkToken(t.Account), []),
        [typeof(SubmitFormLink)] = t => new SubmitFormLink(new FormLinkToken(t.Account), []),
        [typeof(RescoreCheck)] = t => new RescoreCheck(t.Trial),
        [typeof(RandomiseParticipant)] = t => new RandomiseParticipant(t.Trial, t.Participant),
        [typeof(RegisterEdc)] = t => new RegisterEdc(t.Trial, "libreclinica", "S_TEST", Now.AddDays(30)),
        [typeof(ListEdcCredentials)] = t => new ListEdcCredentials(t.Trial),
        [typeof(RevokeEdcCredential)] = t => new RevokeEdcCredential(t.Trial, "libreclinica"),
        [typeof(FindEdcRegistration)] = t => new FindEdcRegistration(new EdcSecret(t.Account), "S_TEST"),
        [typeof(FindEdcAllocation)] = t => new FindEdcAllocation(ProofOf(t), "SS_1"),
        [typeof(CheckEdcSite)] = t => new CheckEdcSite(ProofOf(t), t.Site),
        [typeof(RandomiseByEdc)] = t => new RandomiseByEdc(ProofOf(t), "SS_1", t.Site, "nurse", []),
        [typeof(ShowAllocation)] = t => new ShowAllocation(t.Trial, t.Participant),
        [typeof(AllocateClusters)] = t => new AllocateClusters(t.Trial),
        [typeof(ListClusters)] = t => new ListClusters(t.Trial),
        [typeof(IssueDowntimeSlots)] = t => new IssueDowntimeSlots(t.Trial, t.Site, Count: 2),
        [typeof(EnterDowntimeAllocation)] = t => new EnterDowntimeAllocation(t.Trial, t.Participant, Slot: 1, "ABCDE-FGHJK", Today, "No network"),
        [typeof(WithdrawDowntimeSlots)] = t => new WithdrawDowntimeSlots(t.Trial, t.Site, [1], SlotFate.Returned, "Back on line"),
        [typeof(ListDowntimeSlots)] = t => new ListDowntimeSlots(t.Trial),
        [typeof(MeasureBlinding)] = t => new MeasureBlinding(t.Trial),
        [typeof(ListAllocations)] = t => new ListAllocations(t.Trial),
        [typeof(AskAllocationInError)] = t => new AskAllocationInError(t.Trial, t.Participant, AllocationErrorKind.Ineligible, NoAnswers, "Too young"),
        [typeof(MarkAllocationInError)] = t => new MarkAllocationInError(t.Trial, t.Participant, AllocationErrorKind.Ineligible, NoAnswers, "Too young"),
        [typeof(DecideAllocationInError)] = t => new DecideAllocationInError(t.Trial, t.Participant, IsApproved: true, "It is so"),
        [typeof(ListAllocationErrors)] = t => new ListAllocationErrors(t.Trial),
        [typeof(BreakBlind)] = t => new BreakBlind(t.Trial, t.Participant, "A seizure", LongPassword),
        [typeof(RecordCodeBreak)] = t => new RecordCodeBreak(t.Trial, t.Participant, CodeBreakKind.Accidental, "The assessor", Today, "Overheard in the corridor"),
        [typeof(AssessCodeBreak)] = t => new AssessCodeBreak(t.Trial, t.Participant, "None: rated by another"),
        [typeof(ListCodeBreaks)] = t => new ListCodeBreaks(t.Trial),
        [typeof(TakeBackEnd)] = t => new TakeBackEnd(t.Trial, t.Participant, "Wrong person"),
        [typeof(EndParticipation)] = t => new EndParticipation(t.Trial, t.Participant, Today, EndReason.LostToFollowUp),
        [typeof(WithdrawParticipant)] = t => new WithdrawParticipant(t.Trial, t.Participant, WithdrawalKind.Treatment, Today),
        [typeof(ReconsentParticipant)] = t => new ReconsentParticipant(t.Trial, t.Participant, "consent-2", Today),
        [typeof(ListReconsentsDue)] = t => new ListReconsentsDue(t.Trial),
        [typeof(TransferParticipant)] = t => new TransferParticipant(t.Trial, t.Participant, t.Site, Today, "Moved house"),
        [typeof(AmendProtocol)] = t => new AmendProtocol(JsonEdit.With(TestProtocol.Json, "code", $"\"{t.Trial}\"")),
        [typeof(CheckAmendment)] = t => new CheckAmendment(JsonEdit.With(TestProtocol.Json, "code", $"\"{t.Trial}\"")),
        [typeof(AddUnscheduledVisit)] = t => new AddUnscheduledVisit(t.Trial, t.Participant, Today),
        [typeof(ListSchedule)] = t => new ListSchedule(t.Trial, SiteCode: t.Site),
        [typeof(ListSafetyReports)] = t => new ListSafetyReports(t.Trial),
        [typeof(RecordSafetyReport)] = t => new RecordSafetyReport(
            t.Trial, t.Participant, "adverse-event", Entry: 1, SafetyRecipient.EthicsCommittee, Today),
        [typeof(RunAnalysis)] = t => new RunAnalysis(t.Trial, "{}"),
        [typeof(ImportFinishedTrial)] = t => new ImportFinishedTrial(t.Trial, "{}", "trial.csv", new MemoryStream(Encoding.UTF8.GetBytes("number\n"))),
    };

    private static EdcProof ProofOf(Target target) => new("libreclinica", new EdcSecret(target.Account));

    /// <summary>Calculations that touch no store have nothing to keep apart.</summary>
    public static bool NeedsOne(UseCaseDescription useCase) => !UseCaseAccess.Of(useCase.Request).IsOpenToAll;
}
