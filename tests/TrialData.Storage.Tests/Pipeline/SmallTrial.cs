using TrialData.Application.Administration;
using TrialData.Application.Administration.Mail;
using TrialData.Application.Allocation;
using TrialData.Application.Analyses;
using TrialData.Application.Enrolment;
using TrialData.Application.Enrolment.Eligibility;
using TrialData.Application.Exchange;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Testing;

namespace TrialData.Storage.Tests.Pipeline;

/// <summary>A trial played in a house that is open: each use case is done once and refused at least once.</summary>
internal sealed class SmallTrial(TrialHost host)
{
    private static readonly DateOnly Today = TrialHost.FirstDay;

    private const string Unknown = NotedRequests.Unknown;

    private readonly NotedRequests requests = new(host);

    public IReadOnlyList<(string UseCase, string Result)> Asked => requests.Asked;

    /// <summary>What was said and must stand in no open audit event.</summary>
    public IReadOnlyList<string> Secrets => requests.Secrets;

    public async Task PlayAsync()
    {
        await AdministerAsync();
        var participant = await EnrolAsync();
        var forms = new SmallForms(host, requests);
        await forms.SaveAsync(participant);
        await RandomiseAsync(participant);
        await forms.LookAfterAsync(participant);
        await new SmallAftermath(host, requests).PlayAsync(participant);
        await new SmallFollowUp(host, requests).PlayAsync(participant);
        await new SmallCapture(host, requests).PlayAsync(participant);
        await new SmallEdc(host, requests).PlayAsync(participant);
        await KeepAsync();
        await FinishAsync(participant);
        await new SmallClusters(requests).PlayAsync();
        await new SmallList(requests).PlayAsync();
    }

    /// <summary>Ends recruitment and reveals the secret: nobody can be enrolled any more.</summary>
    public Task RevealAsync() => new SmallReveal(host, requests).PlayAsync();

    private async Task AdministerAsync()
    {
        var owner = Actor.OperatingSystemUser("test");
        Note<FoundStore, StoreFounder>(await host.Door.AskAsync<FoundStore, StoreFounder>(owner, new FoundStore("second"), CancellationToken.None));
        Note<VerifyAudit, VerifiedAudit>(await host.Door.AskAsync<VerifyAudit, VerifiedAudit>(owner, new VerifyAudit(), CancellationToken.None));
        await AskAsync<VerifyAudit, VerifiedAudit>("founder", new VerifyAudit());
        await new SmallAccounts(host, requests).PlayAsync();
        await AskAsync<CreateTrial, TrialCreated>("founder", new CreateTrial(TestProtocol.Json));
        await AskAsync<CreateTrial, TrialCreated>("founder", new CreateTrial($"{{\"code\": \"{Unknown}\"}}"));
        await AskAsync<ActivateSite, Site>("founder", new ActivateSite(host.TrialCode, "S1", Today));
        await AskAsync<ActivateSite, Site>("founder", new ActivateSite(host.TrialCode, Unknown, Today));
        await AskAsync<SealScheme, SchemeSealed>("admin", new SealScheme(host.TrialCode, TestProtocol.Design));
        await AskAsync<SealScheme, SchemeSealed>("researcher S1", new SealScheme(Unknown, TestProtocol.Design));
        await AskAsync<GiveNonce, NonceGiven>("founder", new GiveNonce(host.TrialCode, "a nonce that comes too late"));
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
        await WaiveAsync();
        return participant;
    }

    private async Task WaiveAsync()
    {
        var tooYoung = new Dictionary<string, string>(TestProtocol.EligibleAnswers, StringComparer.Ordinal) { ["adult"] = "no" };
        var excluded = (await AskAsync<ScreenParticipant, ScreenedParticipant>("researcher S1", new ScreenParticipant(host.TrialCode, "S1", Today, tooYoung))).Value.PublicId;
        await AskAsync<RecordConsent, ConsentRecorded>("researcher S1", new RecordConsent(host.TrialCode, excluded, TestProtocol.ConsentForm, host.Clock.GetUtcNow()));
        await AskAsync<WaiveEligibility, WaivedEligibility>("founder", new WaiveEligibility(host.TrialCode, excluded, Unknown, "The sponsor agreed"));
        await AskAsync<WaiveEligibility, WaivedEligibility>("founder", new WaiveEligibility(host.TrialCode, excluded, "adult", "The sponsor agreed"));
    }

    private async Task RandomiseAsync(Guid participant)
    {
        await AskAsync<SignEligibility, SignedEligibility>("researcher S1", new SignEligibility(host.TrialCode, participant));
        await AskAsync<SignEligibility, SignedEligibility>("investigator S1", new SignEligibility(host.TrialCode, participant));
        await AskAsync<RandomiseParticipant, AllocatedParticipant>("assessor S1", new RandomiseParticipant(host.TrialCode, participant));
        await AskAsync<RandomiseParticipant, AllocatedParticipant>("researcher S2", new RandomiseParticipant(host.TrialCode, participant));
        await AskAsync<RandomiseParticipant, AllocatedParticipant>("researcher S1", new RandomiseParticipant(host.TrialCode, participant));
        await AskAsync<RandomiseParticipant, AllocatedParticipant>("researcher S1", new RandomiseParticipant(host.TrialCode, participant));
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
        await AskAsync<EndParticipation, EndedParticipation>("researcher S1", new EndParticipation(host.TrialCode, participant, Today, EndReason.LostToFollowUp));
        await AskAsync<TakeBackEnd, EndTakenBack>("researcher S1", new TakeBackEnd(host.TrialCode, participant, "Another person"));
        await AskAsync<TakeBackEnd, EndTakenBack>("researcher S1", new TakeBackEnd(host.TrialCode, participant, "Another person"));
        await AskAsync<ReadAudit, AuditPage>("investigator S1", new ReadAudit(host.TrialCode, new AuditQuestion()));
        await AskAsync<ReadAudit, AuditPage>("researcher S1", new ReadAudit(host.TrialCode, new AuditQuestion()));
        _ = await host.RegisterAsync("administrator", Role.Administrator);
        requests.Asked.AddRange([(nameof(InviteAccount), "done"), (nameof(GrantRole), "done")]);
        await AskAsync<ReadInstallationAudit, AuditPage>("administrator", new ReadInstallationAudit(new AuditQuestion()));
        await AskAsync<ReadInstallationAudit, AuditPage>("investigator S1", new ReadInstallationAudit(new AuditQuestion()));
        await AskAsync<CloseSite, Site>("founder", new CloseSite(host.TrialCode, "S2", Today.AddYears(1), "Target reached"));
        await AskAsync<CloseSite, Site>("founder", new CloseSite(host.TrialCode, "S2", Today.AddYears(1), "Target reached"));
        await AskAsync<CreateTrial, TrialCreated>("founder", new CreateTrial(TestImport.ProtocolOfItsOwn));
        await AskAsync<ImportFinishedTrial, ImportedTrial>("founder", TestImport.Of(host.TrialCode, "A,S1,NEW,3"));
        await AskAsync<ImportFinishedTrial, ImportedTrial>("founder", TestImport.Of(TestImport.TrialOfItsOwn, "A,S1,Kilimanjaro,3"));
        await AskAsync<ImportFinishedTrial, ImportedTrial>("founder", TestImport.Of(TestImport.TrialOfItsOwn, "A,S1,NEW,3", "B,S2,OLD,4"));
    }

    private Task<Outcome<TResult>> AskAsync<TRequest, TResult>(string actor, TRequest request) => requests.AskAsync<TRequest, TResult>(actor, request);

    private Outcome<TResult> Note<TRequest, TResult>(Outcome<TResult> outcome) => requests.Note<TRequest, TResult>(outcome);
}
