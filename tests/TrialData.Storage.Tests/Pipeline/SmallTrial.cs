using TrialData.Application.Administration;
using TrialData.Application.Administration.Credentials;
using TrialData.Application.Administration.Mail;
using TrialData.Application.Allocation;
using TrialData.Application.Analyses;
using TrialData.Application.Capture;
using TrialData.Application.Enrolment;
using TrialData.Application.Exchange;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Application.Safety;
using TrialData.Testing;

namespace TrialData.Storage.Tests.Pipeline;

/// <summary>A trial played in a house that is open: each use case is done once and refused at least once.</summary>
internal sealed class SmallTrial(TrialHost host)
{
    private static readonly DateOnly Today = TrialHost.FirstDay;

    // A request can name what does not exist, and then any text stands in it.
    private const string Unknown = "NEW, not OLD, in Kilimanjaro";

    private readonly List<(string UseCase, string Result)> asked = [];

    public IReadOnlyList<(string UseCase, string Result)> Asked => asked;

    /// <summary>What was said and must stand in no open audit event: arms, answers, tokens, names of what does not exist.</summary>
    public List<string> Secrets { get; } = ["NEW", "OLD", "Kilimanjaro", "Zanzibar", "37.25", "1999-12-31"];

    public async Task PlayAsync()
    {
        await AdministerAsync();
        var participant = await EnrolAsync();
        await CaptureAsync(participant);
        await RandomiseAsync(participant);
        await LookAfterFormsAsync(participant);
        await LookAfterAsync(participant);
        await new SmallCapture(host, asked, Secrets).PlayAsync(participant);
        await KeepAsync();
        await FinishAsync(participant);
    }

    private async Task AdministerAsync()
    {
        var owner = Actor.OperatingSystemUser("test");
        Note<FoundStore, StoreFounder>(await host.Door.AskAsync<FoundStore, StoreFounder>(owner, new FoundStore("second"), CancellationToken.None));
        Note<VerifyAudit, VerifiedAudit>(await host.Door.AskAsync<VerifyAudit, VerifiedAudit>(owner, new VerifyAudit(), CancellationToken.None));
        await AskAsync<VerifyAudit, VerifiedAudit>("founder", new VerifyAudit());
        await LookAfterAccountsAsync();
        await UseTokensAsync();
        await SignInAsync();
        await AskAsync<CreateTrial, TrialCreated>("founder", new CreateTrial(TestProtocol.Json));
        await AskAsync<CreateTrial, TrialCreated>("founder", new CreateTrial($"{{\"code\": \"{Unknown}\"}}"));
        await AskAsync<ActivateSite, Site>("founder", new ActivateSite(host.TrialCode, "S1", Today));
        await AskAsync<ActivateSite, Site>("founder", new ActivateSite(host.TrialCode, Unknown, Today));
        await AskAsync<SealScheme, SchemeSealed>("admin", new SealScheme(host.TrialCode, TestProtocol.Design));
        await AskAsync<SealScheme, SchemeSealed>("researcher S1", new SealScheme(Unknown, TestProtocol.Design));
        await AskAsync<GiveNonce, NonceGiven>("founder", new GiveNonce(host.TrialCode, "a nonce that comes too late"));
        await AskAsync<ReadLedger, Ledger>("founder", new ReadLedger(host.TrialCode));
        await AskAsync<ExportLedger, Ledger>("admin", new ExportLedger(host.TrialCode));
        await AskAsync<RevealScheme, SchemeReveal>("admin", new RevealScheme(host.TrialCode));
    }

    private async Task LookAfterAccountsAsync()
    {
        var account = await AskAsync<InviteAccount, InvitedAccount>("founder", new InviteAccount("monitor"));
        var renewed = await AskAsync<ReissueInvitation, ReissuedInvitation>("founder", new ReissueInvitation("monitor"));
        foreach (var token in new[] { account.Value.Invitation, renewed.Value.Invitation! })
        {
            Secrets.Add(token.Text);
            Secrets.Add(Convert.ToHexStringLower(token.Hash));
        }

        await AskAsync<InviteAccount, InvitedAccount>("founder", new InviteAccount("monitor"));
        await AskAsync<ReissueInvitation, ReissuedInvitation>("founder", new ReissueInvitation(Unknown));
        await AskAsync<GrantRole, GrantedRole>("founder", new GrantRole(host.TrialCode, "monitor", Role.Monitor, "S1", Today));
        await AskAsync<GrantRole, GrantedRole>("founder", new GrantRole(host.TrialCode, Unknown, Role.Monitor, Unknown, Today));
        await AskAsync<RevokeRole, RevokedRole>("founder", new RevokeRole(host.TrialCode, "monitor", Role.Monitor, "S1", "Left the trial"));
        await AskAsync<RevokeRole, RevokedRole>("founder", new RevokeRole(host.TrialCode, Unknown, Role.Monitor, "S1", "Left the trial"));
        await AskAsync<ChangeEmail, ChangedEmail>("founder", new ChangeEmail("monitor", "monitor@example.org", "Was missing"));
        await AskAsync<ChangeEmail, ChangedEmail>("founder", new ChangeEmail(Unknown, "monitor@example.org", "Was missing"));
        await AskAsync<SuspendAccount, SuspendedAccount>("founder", new SuspendAccount("monitor", "Left the trial"));
        await AskAsync<SuspendAccount, SuspendedAccount>("founder", new SuspendAccount(Unknown, "Left the trial"));
        await AskAsync<ResumeAccount, ResumedAccount>("founder", new ResumeAccount("monitor", "Is back"));
        await AskAsync<ResumeAccount, ResumedAccount>("founder", new ResumeAccount(Unknown, "Is back"));
    }

    private async Task SignInAsync()
    {
        const string password = "seven green bicycles";
        const string another = "eight red bicycles";
        var eva = new Person(host, "eva", password);
        var invited = await host.InviteAsync("eva");
        asked.Add((nameof(InviteAccount), "done"));
        Note<AcceptInvitation, AcceptedInvitation>(await eva.AcceptAsync(invited.Invitation));
        Note<AcceptInvitation, AcceptedInvitation>(await eva.AcceptAsync(invited.Invitation));
        var begun = Note<SignIn, BegunSignIn>(await eva.SignInAsync()).Value.Session;
        Note<SignIn, BegunSignIn>(await new Person(host, "eva", another).SignInAsync());
        Note<SignIn, BegunSignIn>(await new Person(host, Unknown, another).SignInAsync());
        Note<EnrolSecondFactor, BegunSecondFactor>(await eva.BeginSetUpAsync(begun));
        Note<EnrolSecondFactor, BegunSecondFactor>(await eva.BeginSetUpAsync(new SessionToken(Unknown)));
        Note<ConfirmSecondFactor, ConfirmedSecondFactor>(await eva.ConfirmAsync(begun, Unknown));
        var setUp = Note<ConfirmSecondFactor, ConfirmedSecondFactor>(await eva.ConfirmAsync(begun, eva.CodeNow())).Value;
        var session = setUp.SignedIn.Session;
        Note<ChangePassword, SignedIn>(await eva.ChangePasswordAsync(session, another, another));
        session = Note<ChangePassword, SignedIn>(await eva.ChangePasswordAsync(session, password, another)).Value.Session;
        Note<EndSession, EndedSession>(await eva.SignOutAsync(session));
        Note<EndSession, EndedSession>(await eva.SignOutAsync(session));
        eva.Password = another;
        host.Clock.MoveTo(host.Clock.GetUtcNow().AddMinutes(1));
        var again = Note<SignIn, BegunSignIn>(await eva.SignInAsync()).Value.Session;
        Note<GiveSecondFactor, SignedIn>(await eva.GiveCodeAsync(again, Unknown));
        Note<GiveSecondFactor, SignedIn>(await eva.GiveCodeAsync(again, eva.CodeNow()));
        var recovering = Note<SignIn, BegunSignIn>(await eva.SignInAsync()).Value.Session;
        Note<UseRecoveryCode, SignedIn>(await eva.GiveRecoveryCodeAsync(recovering, Unknown));
        Note<UseRecoveryCode, SignedIn>(await eva.GiveRecoveryCodeAsync(recovering, setUp.RecoveryCodes[0]));
        await AskAsync<ResetSecondFactor, SecondFactorWasReset>("founder", new ResetSecondFactor("eva", "Lost telephone"));
        var afresh = Note<SignIn, BegunSignIn>(await eva.SignInAsync()).Value.Session;
        Note<EnrolSecondFactor, BegunSecondFactor>(await eva.BeginSetUpAsync(afresh));
        var newSetUp = Note<ConfirmSecondFactor, ConfirmedSecondFactor>(await eva.ConfirmAsync(afresh, eva.CodeNow())).Value;
        await AskAsync<ResetSecondFactor, SecondFactorWasReset>("founder", new ResetSecondFactor(Unknown, "Lost telephone"));
        await AskAsync<ReviewAccess, AccessReview>("founder", new ReviewAccess());
        await AskAsync<ReviewAccess, AccessReview>("researcher S1", new ReviewAccess());
        await AskAsync<DemandPasswordChange, DemandedPasswordChange>("founder", new DemandPasswordChange("eva", "Lost laptop"));
        await AskAsync<DemandPasswordChange, DemandedPasswordChange>("founder", new DemandPasswordChange(Unknown, "Lost laptop"));
        Secrets.AddRange([password, another, begun.Text, session.Text, invited.Invitation.Text, .. setUp.RecoveryCodes, afresh.Text, .. newSetUp.RecoveryCodes]);
    }

    private async Task UseTokensAsync()
    {
        var expiresAt = host.Clock.GetUtcNow().AddDays(1);
        var token = await AskAsync<CreateApiToken, CreatedApiToken>("founder", new CreateApiToken("nightly", Permissions: null, expiresAt));
        Secrets.Add(token.Value.Token.Text);
        Secrets.Add(Convert.ToHexStringLower(token.Value.Token.Hash));
        await AskAsync<CreateApiToken, CreatedApiToken>("founder", new CreateApiToken("nightly", Permissions: null, expiresAt));
        await AskAsync<ListApiTokens, IReadOnlyList<ApiTokenEntry>>("founder", new ListApiTokens());
        Note<ListApiTokens, IReadOnlyList<ApiTokenEntry>>(
            await host.Door.AskAsync<ListApiTokens, IReadOnlyList<ApiTokenEntry>>(Actor.Nobody, new ListApiTokens(), CancellationToken.None));
        await AskAsync<RevokeApiToken, RevokedApiToken>("founder", new RevokeApiToken("nightly"));
        await AskAsync<RevokeApiToken, RevokedApiToken>("founder", new RevokeApiToken(Unknown));
    }

    private async Task<Guid> EnrolAsync()
    {
        await AskAsync<ScreenParticipant, ScreenedParticipant>("researcher S1", new ScreenParticipant(host.TrialCode, Unknown, Today, TestProtocol.EligibleAnswers));
        await AskAsync<ScreenParticipant, ScreenedParticipant>(
            "researcher S1", new ScreenParticipant(host.TrialCode, "S1", Today, new Dictionary<string, string>(StringComparer.Ordinal) { [Unknown] = Unknown }));
        var screened = await AskAsync<ScreenParticipant, ScreenedParticipant>("researcher S1", new ScreenParticipant(host.TrialCode, "S1", Today, TestProtocol.EligibleAnswers));
        var participant = screened.Value.PublicId;
        await AskAsync<EnrolParticipant, EnrolledParticipant>("researcher S1", new EnrolParticipant(host.TrialCode, participant, Today));
        await AskAsync<RecordConsent, ConsentRecorded>("researcher S1", new RecordConsent(host.TrialCode, participant, Unknown, host.Clock.GetUtcNow()));
        await AskAsync<RecordConsent, ConsentRecorded>("researcher S1", new RecordConsent(host.TrialCode, participant, TestProtocol.ConsentForm, host.Clock.GetUtcNow()));
        await AskAsync<EnrolParticipant, EnrolledParticipant>("researcher S1", new EnrolParticipant(host.TrialCode, participant, Today));
        return participant;
    }

    private async Task CaptureAsync(Guid participant)
    {
        Dictionary<string, string> mood = new(StringComparer.Ordinal)
        {
            ["low"] = "3",
            ["works"] = "yes",
            ["hours"] = "37.25",
            ["note"] = "Sleeps badly in Zanzibar",
            ["since"] = "1999-12-31",
        };
        await SaveAsync("researcher S1", participant, Unknown, "mood", mood);
        await SaveAsync("researcher S1", participant, "baseline", Unknown, mood);
        await SaveAsync("assessor S1", participant, "baseline", "mood", mood);
        await SaveAsync("researcher S1", participant, "baseline", "mood", new Dictionary<string, string>(StringComparer.Ordinal) { ["low"] = Unknown, [Unknown] = "1" });
        await SaveAsync("researcher S1", participant, "baseline", "mood", mood);
        await SaveAsync("researcher S1", participant, "baseline", "mood", mood);
        mood["note"] = "Sleeps well in Zanzibar";
        await SaveAsync("researcher S1", participant, "baseline", "mood", mood, version: 1);
        await SaveAsync("researcher S1", participant, "baseline", "mood", mood, version: 1, reason: "Misheard");
    }

    private async Task LookAfterFormsAsync(Guid participant)
    {
        const string password = "nine yellow bicycles";
        Secrets.Add(password);
        var (mood, unknown) = (new FormAt("baseline", "mood"), new FormAt("baseline", Unknown));
        _ = (await host.RegisterAsync("source monitor", Role.Monitor, "S1")).Value;
        asked.AddRange([(nameof(InviteAccount), "done"), (nameof(GrantRole), "done")]);
        await AskAsync<VerifyForm, FormMarked>("source monitor", new VerifyForm(host.TrialCode, participant, mood, 2));
        await AskAsync<VerifyForm, FormMarked>("source monitor", new VerifyForm(host.TrialCode, participant, unknown, 2));
        await AskAsync<UnverifyForm, FormMarked>("source monitor", new UnverifyForm(host.TrialCode, participant, mood, 2, "Wrong page"));
        await AskAsync<UnverifyForm, FormMarked>("source monitor", new UnverifyForm(host.TrialCode, participant, mood, 2, "Wrong page"));
        await AskAsync<LockForm, FormMarked>("founder", new LockForm(host.TrialCode, participant, mood, 2));
        await AskAsync<LockForm, FormMarked>("founder", new LockForm(host.TrialCode, participant, mood, 2));
        await AskAsync<UnlockForm, FormMarked>("founder", new UnlockForm(host.TrialCode, participant, mood, 2, "Late letter"));
        await AskAsync<UnlockForm, FormMarked>("founder", new UnlockForm(host.TrialCode, participant, mood, 2, "Late letter"));
        var signer = await Person.InviteAsync(host, "signer", password);
        _ = (await host.GrantAsync("signer", Role.PrincipalInvestigator, "S1")).Value;
        asked.AddRange([(nameof(InviteAccount), "done"), (nameof(AcceptInvitation), "done"), (nameof(GrantRole), "done")]);
        await AskAsync<SignForm, FormSigned>("signer", new SignForm(host.TrialCode, participant, mood, 2, SignatureMeaning.Approved, Unknown));
        await AskAsync<SignForm, FormSigned>("signer", new SignForm(host.TrialCode, participant, mood, 2, SignatureMeaning.Approved, signer.Password));
        await AskAsync<ShowForm, ShownForm>("researcher S1", new ShowForm(host.TrialCode, participant, mood));
        await AskAsync<ShowForm, ShownForm>("researcher S1", new ShowForm(host.TrialCode, participant, unknown));
        await AskAsync<ShowFieldHistory, FieldHistory>("researcher S1", new ShowFieldHistory(host.TrialCode, participant, mood, "note"));
        await AskAsync<ShowFieldHistory, FieldHistory>("researcher S1", new ShowFieldHistory(host.TrialCode, participant, mood, Unknown));
        await KeepLogAsync(participant);
    }

    private async Task KeepLogAsync(Guid participant)
    {
        Dictionary<string, string> contact = new(StringComparer.Ordinal) { ["on"] = "1999-12-31", ["about"] = "Moving to Zanzibar" };
        var entry = new FormAt(VisitCode: null, "contacts");
        await AskAsync<SaveLogEntry, LogEntrySaved>("researcher S1", new SaveLogEntry(host.TrialCode, participant, "contacts", Entry: null, 0, Today, contact));
        await AskAsync<SaveLogEntry, LogEntrySaved>("researcher S1", new SaveLogEntry(host.TrialCode, participant, Unknown, Entry: null, 0, Today, contact));
        await AskAsync<MoveForm, FormMoved>("researcher S1", new MoveForm(host.TrialCode, participant, entry, 1, participant, "Twice on one page"));
        await AskAsync<MoveForm, FormMoved>("researcher S1", new MoveForm(host.TrialCode, participant, entry, 1, participant, "Twice on one page"));
        await AskAsync<VoidForm, FormVoided>("researcher S1", new VoidForm(host.TrialCode, participant, entry with { Instance = 2 }, 1, "Never took place"));
        await AskAsync<VoidForm, FormVoided>("researcher S1", new VoidForm(host.TrialCode, participant, entry with { Instance = 2 }, 1, "Never took place"));
    }

    private async Task RandomiseAsync(Guid participant)
    {
        await AskAsync<RandomiseParticipant, AllocatedParticipant>("assessor S1", new RandomiseParticipant(host.TrialCode, participant));
        await AskAsync<RandomiseParticipant, AllocatedParticipant>("researcher S2", new RandomiseParticipant(host.TrialCode, participant));
        await AskAsync<RandomiseParticipant, AllocatedParticipant>("researcher S1", new RandomiseParticipant(host.TrialCode, participant));
        await AskAsync<RandomiseParticipant, AllocatedParticipant>("researcher S1", new RandomiseParticipant(host.TrialCode, participant));
    }

    private async Task LookAfterAsync(Guid participant)
    {
        var trial = host.TrialCode;
        const string researcher = "researcher S1";
        await AskAsync<AddUnscheduledVisit, UnscheduledVisitAdded>(researcher, new AddUnscheduledVisit(trial, participant, Today));
        await AskAsync<AddUnscheduledVisit, UnscheduledVisitAdded>(researcher, new AddUnscheduledVisit(trial, participant, Today.AddDays(1)));
        await AskAsync<ReconsentParticipant, Reconsented>(researcher, new ReconsentParticipant(trial, participant, "consent-2", Today));
        await AskAsync<ReconsentParticipant, Reconsented>(researcher, new ReconsentParticipant(trial, participant, Unknown, Today));
        await AskAsync<ListReconsentsDue, ReconsentsDue>(researcher, new ListReconsentsDue(trial));
        await AskAsync<ListReconsentsDue, ReconsentsDue>(researcher, new ListReconsentsDue(Unknown));
        await AskAsync<WithdrawParticipant, WithdrawnParticipant>(researcher, new WithdrawParticipant(trial, participant, WithdrawalKind.Treatment, Today));
        await AskAsync<WithdrawParticipant, WithdrawnParticipant>(researcher, new WithdrawParticipant(trial, participant, WithdrawalKind.Treatment, Today));
        await AskAsync<ListSchedule, ListedSchedule>(researcher, new ListSchedule(trial));
        await AskAsync<ListSchedule, ListedSchedule>(researcher, new ListSchedule(trial, Number: Unknown));
        await host.AddAdverseEventAsync(participant);
        await AskAsync<ListSafetyReports, ListedSafetyReports>("founder", new ListSafetyReports(trial));
        await AskAsync<ListSafetyReports, ListedSafetyReports>("founder", new ListSafetyReports(Unknown));
        var report = new RecordSafetyReport(trial, participant, "adverse-event", Entry: 1, SafetyRecipient.EthicsCommittee, Today);
        await AskAsync<RecordSafetyReport, RecordedSafetyReport>("founder", report);
        await AskAsync<RecordSafetyReport, RecordedSafetyReport>("founder", report with { LogCode = Unknown });
        var transfer = new TransferParticipant(trial, participant, "S2", Today, "Moved house");
        await AskAsync<TransferParticipant, TransferredParticipant>("founder", transfer);
        await AskAsync<TransferParticipant, TransferredParticipant>("founder", transfer with { ToSiteCode = Unknown });
        await AskAsync<TransferParticipant, TransferredParticipant>("founder", transfer with { ToSiteCode = "S1" });
        var next = JsonEdit.With(TestProtocol.Json, "version", "2");
        await AskAsync<CheckAmendment, ProtocolDifference>("founder", new CheckAmendment(next));
        await AskAsync<AmendProtocol, AmendedProtocol>("founder", new AmendProtocol(next));
        await AskAsync<AmendProtocol, AmendedProtocol>("founder", new AmendProtocol(next));
        await AskAsync<CheckAmendment, ProtocolDifference>("founder", new CheckAmendment(next));
    }

    private async Task KeepAsync()
    {
        var owner = Actor.OperatingSystemUser("test");
        var backup = new BackUpStore(Path.Combine(host.Folder.FullName, "backup.db"));
        Note<InspectStore, InspectedStore>(await host.Door.AskAsync<InspectStore, InspectedStore>(owner, new InspectStore(), CancellationToken.None));
        Note<CheckStore, CheckedStore>(await host.Door.AskAsync<CheckStore, CheckedStore>(owner, new CheckStore(), CancellationToken.None));
        Note<BackUpStore, BackedUpStore>(await host.Door.AskAsync<BackUpStore, BackedUpStore>(owner, backup, CancellationToken.None));
        Note<ListMail, ListedMail>(await host.Door.AskAsync<ListMail, ListedMail>(owner, new ListMail(), CancellationToken.None));
        await AskAsync<ListMail, ListedMail>("founder", new ListMail());
        await AskAsync<InspectStore, InspectedStore>("founder", new InspectStore());
        await AskAsync<CheckStore, CheckedStore>("founder", new CheckStore());
        await AskAsync<BackUpStore, BackedUpStore>("founder", backup);
    }

    private async Task FinishAsync(Guid participant)
    {
        await AskAsync<VerifyAudit, VerifiedAudit>("founder", new VerifyAudit());
        Note<VerifyAudit, VerifiedAudit>(await host.Door.AskAsync<VerifyAudit, VerifiedAudit>(Actor.OperatingSystemUser("test"), new VerifyAudit(), CancellationToken.None));
        await AskAsync<RunAnalysis, AnalysisResults>("founder", new RunAnalysis(host.TrialCode, TestAnalysis.Json));
        await AskAsync<RunAnalysis, AnalysisResults>("founder", new RunAnalysis(host.TrialCode, $"{{\"id\": \"{Unknown}\"}}"));
        await AskAsync<EndParticipation, EndedParticipation>("researcher S1", new EndParticipation(host.TrialCode, participant, Today, EndReason.LostToFollowUp));
        await AskAsync<EndParticipation, EndedParticipation>("researcher S1", new EndParticipation(host.TrialCode, participant, Today, EndReason.Died));
        await AskAsync<ReadAudit, AuditPage>("investigator S1", new ReadAudit(host.TrialCode, new AuditQuestion()));
        await AskAsync<ReadAudit, AuditPage>("researcher S1", new ReadAudit(host.TrialCode, new AuditQuestion()));
        _ = await host.RegisterAsync("administrator", Role.Administrator);
        asked.Add((nameof(InviteAccount), "done"));
        asked.Add((nameof(GrantRole), "done"));
        await AskAsync<ReadInstallationAudit, AuditPage>("administrator", new ReadInstallationAudit(new AuditQuestion()));
        await AskAsync<ReadInstallationAudit, AuditPage>("investigator S1", new ReadInstallationAudit(new AuditQuestion()));
        await AskAsync<CloseSite, Site>("founder", new CloseSite(host.TrialCode, "S2", Today.AddYears(1), "Target reached"));
        await AskAsync<CloseSite, Site>("founder", new CloseSite(host.TrialCode, "S2", Today.AddYears(1), "Target reached"));
        await AskAsync<CreateTrial, TrialCreated>("founder", new CreateTrial(TestImport.ProtocolOfItsOwn));
        await AskAsync<ImportFinishedTrial, ImportedTrial>("founder", TestImport.Of(host.TrialCode, "A,S1,NEW,3"));
        await AskAsync<ImportFinishedTrial, ImportedTrial>("founder", TestImport.Of(TestImport.TrialOfItsOwn, "A,S1,Kilimanjaro,3"));
        await AskAsync<ImportFinishedTrial, ImportedTrial>("founder", TestImport.Of(TestImport.TrialOfItsOwn, "A,S1,NEW,3", "B,S2,OLD,4"));
    }

    private async Task SaveAsync(
        string actor, Guid participant, string visit, string form, IReadOnlyDictionary<string, string> answers, int version = 0, string? reason = null) =>
        await AskAsync<SaveForm, FormSaved>(actor, new SaveForm(host.TrialCode, participant, visit, form, version, Today, answers, reason));

    private async Task<Outcome<TResult>> AskAsync<TRequest, TResult>(string actor, TRequest request) =>
        Note<TRequest, TResult>(await host.AskAsync<TRequest, TResult>(actor, request));

    private Outcome<TResult> Note<TRequest, TResult>(Outcome<TResult> outcome)
    {
        asked.Add((typeof(TRequest).Name, outcome.Refusal?.Code ?? "done"));
        return outcome;
    }
}
