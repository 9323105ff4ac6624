using TrialData.Application.Administration;
using TrialData.Application.Allocation;
using TrialData.Application.Allocation.Edc;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Allocation;

public sealed class RandomisingByAnEdc
{
    [Theory, OnSqlite, OnSqlServer]
    public async Task Takes_in_what_is_attested_and_allocates_it_in_one_step(Engine engine)
    {
        await using var trial = await EdcTrial.OpenAsync(engine);
        var proof = await trial.RegisterAsync();

        var allocated = (await trial.RandomiseAsync(proof, "SS_0001", sex: "Male", age: "3", user: "dr.x")).Value;

        var row = Assert.Single((await trial.AskAsync<ListAllocations, ListedAllocations>("founder", new ListAllocations("TEST"))).Value.Allocations);
        Assert.Equal(("S1-0001", allocated.Code, "S1-0001"), (row.Number, row.Arm, allocated.Number));
        Assert.Equal("age=old|sex=male|site=S1", row.Stratum);
        var listed = Assert.Single((await trial.AskAsync<ListParticipants, ListedParticipants>("researcher S1", new ListParticipants("TEST"))).Value.Participants);
        Assert.Equal(
            ("SS_0001", ParticipantStatus.Randomised, null, TrialHost.FirstDay), (listed.AttestedAs, listed.Status, listed.ScreenedOn, listed.EnrolledOn));
        Assert.Equal(2, await trial.CountAsync("EligibilityAnswer WHERE (Criterion = 'adult' AND Answer = 'yes') OR (Criterion = 'dementia' AND Answer = 'no')"));
        Assert.Equal(1, await trial.CountAsync("Consent WHERE ConsentForm = 'consent-1'"));
        Assert.Equal(1, await trial.CountAsync("AttestedParticipant WHERE AttestedBy = 'dr.x' AND Answers = '[\"Male\",\"3\"]'"));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Stands_in_the_audit_as_the_credential_with_the_user_whom_the_EDC_names(Engine engine)
    {
        await using var trial = await EdcTrial.OpenAsync(engine);
        var proof = await trial.RegisterAsync();
        var allocated = (await trial.RandomiseAsync(proof, "SS_0001", user: "dr.x")).Value;

        var events = (await trial.AskAsync<ReadAudit, AuditPage>("investigator S1", new ReadAudit("TEST", new AuditQuestion()))).Value.Events
            .Where(entry => entry.UseCase == nameof(RandomiseByEdc)).ToList();

        Assert.All(events, entry => Assert.Equal("edc:libreclinica", entry.Actor));
        Assert.Contains(events, entry => (entry.Field, entry.NewValue) == ("attestedBy", "dr.x"));
        Assert.Contains(events, entry => (entry.Field, entry.NewValue) == ("attestedAs", "SS_0001"));

        // The arm is told by the restricted partition alone, which a monitor, a manager and an administrator do not read.
        var toManager = (await trial.AskAsync<ReadAudit, AuditPage>("admin", new ReadAudit("TEST", new AuditQuestion()))).Value.Events;
        Assert.DoesNotContain(toManager, entry => entry.NewValue == allocated.Code);
        Assert.Equal(0, await trial.CountAsync($"AuditEvent WHERE NewValue LIKE '%{proof.Secret.Text}%' OR Subject LIKE '%{proof.Secret.Text}%'"));
        Assert.Null((await trial.Door.AskAsync<VerifyAudit, VerifiedAudit>(Actor.OperatingSystemUser("test"), new VerifyAudit(), CancellationToken.None)).Refusal);
    }

    // The client's question2 and question10 alone: none of them is the first.
    [Fact]
    public void Says_which_questions_were_counted() => Assert.Equal(
        "The trial has 2 questions, and question1 and those that follow it without a gap were 0: set the same factors in the EDC, in the order of the protocol, numbered from question1 to question2.",
        new OtherNumberOfQuestions(0, 2).Message);

    [Theory, OnSqlite, OnSqlServer]
    public async Task Gives_the_same_answer_to_the_same_question_and_refuses_another(Engine engine)
    {
        await using var trial = await EdcTrial.OpenAsync(engine);
        var proof = await trial.RegisterAsync();
        Assert.Equal("edc.identifier-not-found", (await trial.FindAsync(proof, "SS_0001")).Refusal?.Code);

        var first = (await trial.RandomiseAsync(proof, "SS_0001")).Value;

        Assert.Equal(first, (await trial.RandomiseAsync(proof, "SS_0001", user: "another")).Value);
        Assert.Equal(first, (await trial.FindAsync(proof, "SS_0001")).Value);
        Assert.Equal(first, (await trial.RandomiseAsync(proof, "ss_0001")).Value);
        Assert.Equal(new OtherAnswersThanBefore("SS_0001"), (await trial.RandomiseAsync(proof, "SS_0001", age: "3")).Refusal);
        Assert.Equal(new OtherAnswersThanBefore("SS_0001"), (await trial.RandomiseAsync(proof, "SS_0001", age: "2")).Refusal);
        Assert.Equal(new OtherSiteThanBefore("SS_0001"), (await trial.RandomiseAsync(proof, "SS_0001", site: "S2")).Refusal);
        Assert.Equal((1, 1), (await trial.CountAsync("LedgerLine"), await trial.CountAsync("Participant")));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Fifty_requests_at_once_for_one_and_for_fifty_participants(Engine engine)
    {
        await using var trial = await EdcTrial.OpenAsync(engine);
        var proof = await trial.RegisterAsync();

        var same = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => trial.RandomiseAsync(proof, "SS_0"))));
        var different = await Task.WhenAll(Enumerable.Range(1, 50).Select(i => Task.Run(() => trial.RandomiseAsync(proof, FormattableString.Invariant($"SS_{i}"), site: i % 2 == 0 ? "S1" : "S2"))));

        Assert.Single(same.Select(each => each.Value).Distinct());
        Assert.Equal(50, different.Select(each => each.Value.Number).Distinct().Count());
        Assert.Equal((51, 51, 51), (await trial.CountAsync("LedgerLine"), await trial.CountAsync("Allocation"), await trial.CountAsync("AttestedParticipant")));
        Assert.Equal("51", await trial.ValueAsync("SELECT MAX(Sequence) FROM LedgerLine"));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Refuses_what_it_cannot_place_and_keeps_nothing_of_it(Engine engine)
    {
        await using var trial = await EdcTrial.OpenAsync(engine);
        var proof = await trial.RegisterAsync();

        Assert.Equal(new NoLevelForAnswer(2, "age", "4"), (await trial.RandomiseAsync(proof, "SS_1", age: "4")).Refusal);
        Assert.Equal(new NoLevelForAnswer(1, "sex", ""), (await trial.RandomiseAsync(proof, "SS_1", sex: "")).Refusal);
        Assert.Equal(new NoSuchSite("S3"), (await trial.RandomiseAsync(proof, "SS_1", site: "S3")).Refusal);
        Assert.Equal(new OtherNumberOfQuestions(1, 2), (await AskAsync(trial, new RandomiseByEdc(proof, "SS_1", "S1", "nurse", ["Female"]))).Refusal);
        Assert.Equal(new OtherNumberOfQuestions(3, 2), (await AskAsync(trial, new RandomiseByEdc(proof, "SS_1", "S1", "nurse", ["Female", "1", "1"]))).Refusal);

        // An NHS number (9434765919 has the check digit of one), an address of e-mail, a name with a line end.
        Assert.Equal("request.invalid", (await trial.RandomiseAsync(proof, "SS_9434765919")).Refusal?.Code);
        Assert.Equal("request.invalid", (await trial.RandomiseAsync(proof, "SS_1", user: "eva@example.org")).Refusal?.Code);
        Assert.Equal("request.invalid", (await trial.RandomiseAsync(proof, "SS_1", user: "eva\nadmin")).Refusal?.Code);
        Assert.Equal("request.invalid", (await trial.RandomiseAsync(proof, "SS 1")).Refusal?.Code);
        Assert.Equal((0, 0), (await trial.CountAsync("Participant"), await trial.CountAsync("LedgerLine")));

        _ = (await trial.AskAsync<CloseSite, Site>("founder", new CloseSite("TEST", "S1", TrialHost.FirstDay, "Enough"))).Value;
        Assert.Equal("site.closed", (await trial.RandomiseAsync(proof, "SS_1")).Refusal?.Code);
        Assert.Equal("site.closed", (await trial.CheckSiteAsync(proof, "S1")).Refusal?.Code);
        Assert.Equal("S2", (await trial.CheckSiteAsync(proof, "S2")).Value.Site);
        Assert.Equal(new NoSuchSite("S3"), (await trial.CheckSiteAsync(proof, "S3")).Refusal);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_credential_ends_and_is_good_for_its_own_trial_alone(Engine engine)
    {
        await using var trial = await EdcTrial.OpenAsync(engine);
        _ = (await trial.AskAsync<CreateTrial, TrialCreated>("founder", new CreateTrial(JsonEdit.With(EdcTrial.Protocol, "code", "\"OTHER\"")))).Value;
        var proof = await trial.RegisterAsync();
        _ = (await trial.RandomiseAsync(proof, "SS_1")).Value;
        await trial.InviteAsync("admin of other");
        _ = (await trial.AskAsync<GrantRole, GrantedRole>("founder", new GrantRole("OTHER", "admin of other", Role.RandomisationAdministrator, null, TrialHost.FirstDay))).Value;
        var foreign = (await trial.AskAsync<RegisterEdc, RegisteredEdc>(
            "admin of other", new RegisterEdc("OTHER", "libreclinica", EdcTrial.StudyOid, trial.Clock.GetUtcNow().AddDays(30)))).Value;

        var other = new EdcProof("libreclinica", foreign.Secret);
        Assert.Equal("edc.identifier-not-found", (await trial.FindAsync(other, "SS_1")).Refusal?.Code);
        Assert.Equal("allocation.scheme-not-sealed", (await trial.RandomiseAsync(other, "SS_1")).Refusal?.Code);
        Assert.Equal(new NoSuchEdcCredential(), (await trial.FindAsync(proof with { Name = "openclinica" }, "SS_1")).Refusal);
        Assert.Equal(new NoSuchEdcCredential(), (await trial.FindAsync(proof with { Secret = new EdcSecret("tde_0") }, "SS_1")).Refusal);

        _ = (await trial.AskAsync<RevokeEdcCredential, RevokedEdcCredential>("admin", new RevokeEdcCredential("TEST", "LibreClinica"))).Value;
        Assert.Equal(new NoSuchEdcCredential(), (await trial.FindAsync(proof, "SS_1")).Refusal);

        var again = await trial.RegisterAsync();
        trial.Clock.MoveTo(trial.Clock.GetUtcNow().AddDays(30));
        Assert.Equal(new NoSuchEdcCredential(), (await trial.FindAsync(again, "SS_1")).Refusal);
        var listed = (await trial.AskAsync<ListEdcCredentials, ListedEdcCredentials>("admin", new ListEdcCredentials("TEST"))).Value.Credentials;
        Assert.Equal([EdcCredentialState.Revoked, EdcCredentialState.Expired], listed.Select(each => each.State));
    }

    // An account answers for what its EDC does: no longer than it may.
    [Theory, OnSqlite, OnSqlServer]
    public async Task A_credential_ends_with_the_account_and_the_role_that_answer_for_it(Engine engine)
    {
        await using var trial = await EdcTrial.OpenAsync(engine);
        var proof = await trial.RegisterAsync();
        Assert.False((await trial.RandomiseAsync(proof, "SS_1")).IsRefused);

        _ = (await trial.AskAsync<SuspendAccount, SuspendedAccount>("founder", new SuspendAccount("admin", "On leave"))).Value;
        Assert.Equal(new NoSuchEdcCredential(), (await trial.RandomiseAsync(proof, "SS_2")).Refusal);
        _ = (await trial.AskAsync<ResumeAccount, ResumedAccount>("founder", new ResumeAccount("admin", "Back"))).Value;
        Assert.False((await trial.RandomiseAsync(proof, "SS_2")).IsRefused);

        _ = (await trial.AskAsync<RevokeRole, RevokedRole>("founder", new RevokeRole("TEST", "admin", Role.RandomisationAdministrator, SiteCode: null, "Left"))).Value;
        Assert.Equal(new NoSuchEdcCredential(), (await trial.FindAsync(proof, "SS_1")).Refusal);
        Assert.Equal(2, await trial.CountAsync("Allocation"));
    }

    [Theory, OnSqlite]
    public async Task Credentials_are_for_trials_of_an_EDC_and_of_a_randomisation_administrator(Engine engine)
    {
        await using var plain = await TrialHost.OpenAsync(engine);
        Assert.Equal("edc.not-of-an-edc", (await RegisterAsync(plain, "admin", "a")).Refusal?.Code);

        await using var trial = await EdcTrial.OpenAsync(engine);
        Assert.Equal("access.not-permitted", (await RegisterAsync(trial, "researcher S1", "a")).Refusal?.Code);
        Assert.Equal("access.not-permitted", (await RegisterAsync(trial, "founder", "a")).Refusal?.Code);
        Assert.Equal("request.invalid", (await RegisterAsync(trial, "admin", "a:b")).Refusal?.Code);
        Assert.Equal("edc.lifetime", (await RegisterAsync(trial, "admin", "a", days: 367)).Refusal?.Code);
        Assert.Equal("edc.lifetime", (await RegisterAsync(trial, "admin", "a", days: 0)).Refusal?.Code);
        var registered = (await RegisterAsync(trial, "admin", "a")).Value;
        Assert.Equal("edc.name-taken", (await RegisterAsync(trial, "admin", "A")).Refusal?.Code);
        Assert.Equal($"edc/{registered.Secret.Text}", registered.ModulePath);
        Assert.Equal(0, await trial.CountAsync($"EdcCredential WHERE SecretHash LIKE '%{registered.Secret.Text[4..]}%'"));
    }

    [Theory, OnSqlite]
    public async Task Nobody_screens_at_a_site_of_such_a_trial(Engine engine)
    {
        await using var trial = await EdcTrial.OpenAsync(engine);

        Assert.Equal(new ScreenedInTheEdc("TEST"), (await trial.ScreenAsync("S1")).Refusal);
        Assert.Equal(0, await trial.CountAsync("Participant"));
    }

    private static Task<Outcome<EdcAllocation>> AskAsync(TrialHost trial, RandomiseByEdc request) =>
        trial.Door.AskAsync<RandomiseByEdc, EdcAllocation>(Actor.Nobody, request, CancellationToken.None);

    private static Task<Outcome<RegisteredEdc>> RegisterAsync(TrialHost trial, string actor, string name, int days = 30) =>
        trial.AskAsync<RegisterEdc, RegisteredEdc>(actor, new RegisterEdc("TEST", name, EdcTrial.StudyOid, trial.Clock.GetUtcNow().AddDays(days)));
}
