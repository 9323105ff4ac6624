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
        await AskAsync<SealScheme, SealedScheme>("admin", new SealScheme(host.TrialCode));
        await AskAsync<SealScheme, SealedScheme>("researcher S1", new SealScheme(Unknown));
    }

    private async Task LookAfterAccountsAsync()
    {
        var account = await AskAsync<InviteAccount, InvitedAccount>("founder", new InviteAccount("monitor"));
        var renewed = await AskAsync<ReissueInvitation, InvitedAccount>("founder", new ReissueInvitation("monitor"));
        foreach (var token in new[] { account.Value.Invitation, renewed.Value.Invitation })
        {
            Secrets.Add(token.Text);
            Secrets.Add(Convert.ToHexStringLower(token.Hash));
        }

        await AskAsync<InviteAccount, InvitedAccount>("founder", new InviteAccount("monitor"));
        await AskAsync<ReissueInvitation, InvitedAccount>("founder", new ReissueInvitation(Unknown));
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

    private async Task RandomiseAsync(Guid participant)
    {
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
        await AskAsync<EndParticipation, EndedParticipation>("researcher S1", new EndParticipation(host.TrialCode, participant, Today, EndReason.Withdrawn));
        await AskAsync<EndParticipation, EndedParticipation>("researcher S1", new EndParticipation(host.TrialCode, participant, Today, EndReason.Died));
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
