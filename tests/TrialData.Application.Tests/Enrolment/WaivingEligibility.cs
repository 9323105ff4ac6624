using TrialData.Application.Administration;
using TrialData.Application.Analyses;
using TrialData.Application.Enrolment;
using TrialData.Application.Enrolment.Eligibility;
using TrialData.Application.Pipeline;
using TrialData.Application.Tests.Analyses;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Enrolment;

/// <summary>R15: one "no" keeps a person out by the criterion's code; letting it pass needs a right, a reason and the own password, and is counted.</summary>
public sealed class WaivingEligibility
{
    private const string Secret = "a password of one's own";

    [Theory, OnSqlite, OnSqlServer]
    public async Task Lets_an_excluded_participant_go_on_and_counts_the_deviation(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = (await trial.ScreenAsync("S1", ("adult", "no"))).Value.PublicId;
        var ordinary = await trial.EnrolWithBaselineAsync("S1");
        _ = (await trial.RandomiseAsync("S1", ordinary)).Value;
        var refused = (await trial.RandomiseAsync("S1", participant)).Refusal;
        Assert.Equal("eligibility.not-met", refused?.Code);
        Assert.Contains("the criterion adult is not met", refused!.Message, StringComparison.Ordinal);
        Assert.Equal([("Not met: Aged 18 or over", 1)], (await FlowAsync(trial)).Excluded.Select(reason => (reason.Reason, reason.Count)));

        var waived = (await WaiveAsync(trial, "founder", participant, "adult")).Value;

        Assert.Equal(("S1-0001", "adult", null), (waived.Number, waived.Criterion, waived.UnmetCriterion));
        await GoOnAsync(trial, participant);
        Assert.False((await trial.RandomiseAsync("S1", participant)).IsRefused);
        var flow = await FlowAsync(trial);
        Assert.Empty(flow.Excluded);
        Assert.Equal((2, 1), (flow.Randomised, flow.Arms.Sum(arm => arm.UnderWaiver)));
        var listed = (await trial.AskAsync<ListParticipants, ListedParticipants>("researcher S1", new ListParticipants(trial.TrialCode))).Value.Participants;
        Assert.Equal([("S1-0001", 1), ("S1-0002", 0)], listed.Select(each => (each.Number, each.Waivers)));
        Assert.Equal(1, await trial.CountAsync("AuditEvent WHERE Field = 'eligibilityWaiver' AND NewValue = 'adult' AND Reason = 'The sponsor agreed' AND Subject = 'S1-0001'"));
        var owner = Actor.OperatingSystemUser("test");
        Assert.False((await trial.Door.AskAsync<VerifyAudit, VerifiedAudit>(owner, new VerifyAudit(), CancellationToken.None)).IsRefused);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_needed_for_every_criterion_that_is_not_met(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = (await trial.ScreenAsync("S1", ("adult", "no"), ("dementia", "yes"))).Value.PublicId;

        Assert.Equal("dementia", (await WaiveAsync(trial, "founder", participant, "adult")).Value.UnmetCriterion);

        Assert.Contains("the criterion dementia", (await trial.ConsentAsync("S1", participant)).Refusal!.Message, StringComparison.Ordinal);
        Assert.Equal((ParticipantStatus.Excluded, "dementia"), await StatusAsync(trial, participant));
        Assert.Null((await WaiveAsync(trial, "founder", participant, "dementia")).Value.UnmetCriterion);
        Assert.Equal((ParticipantStatus.Screened, null), await StatusAsync(trial, participant));
        Assert.Equal(2, await trial.CountAsync("EligibilityWaiver"));
    }

    [Theory]
    [InlineData("founder", "age", "eligibility.no-such-criterion")]
    [InlineData("founder", "dementia", "eligibility.criterion-met")]
    [InlineData("investigator S1", "adult", "access.not-permitted")]
    [InlineData("researcher S1", "adult", "access.not-permitted")]
    [InlineData("admin", "adult", "access.not-permitted")]
    public async Task Is_a_manager_s_and_of_what_is_not_met_alone(string who, string criterion, string code)
    {
        await using var trial = await TrialHost.OpenAsync(Engine.Sqlite);
        var participant = (await trial.ScreenAsync("S1", ("adult", "no"))).Value.PublicId;

        Assert.Equal(code, (await WaiveAsync(trial, who, participant, criterion)).Refusal?.Code);
        Assert.Equal(0, await trial.CountAsync("EligibilityWaiver"));
        Assert.Equal((ParticipantStatus.Excluded, "adult"), await StatusAsync(trial, participant));
    }

    [Fact]
    public async Task Is_given_once_with_a_reason_to_who_is_excluded()
    {
        await using var trial = await TrialHost.OpenAsync(Engine.Sqlite);
        var participant = (await trial.ScreenAsync("S1", ("adult", "no"))).Value.PublicId;
        var eligible = (await trial.ScreenAsync("S1")).Value.PublicId;

        Assert.Equal("request.invalid", (await WaiveAsync(trial, "founder", participant, "adult", reason: " ")).Refusal?.Code);
        Assert.False((await WaiveAsync(trial, "founder", participant, "adult")).IsRefused);
        Assert.Equal("eligibility.waived-already", (await WaiveAsync(trial, "founder", participant, "adult")).Refusal?.Code);
        Assert.Equal("eligibility.not-excluded", (await WaiveAsync(trial, "founder", eligible, "adult")).Refusal?.Code);
        Assert.Equal(1, await trial.CountAsync("EligibilityWaiver"));
    }

    // What was signed is the checklist with its waivers: one more, and it is not signed.
    [Fact]
    public async Task Is_covered_by_the_signature_of_eligibility()
    {
        await using var trial = await TrialHost.OpenAsync(Engine.Sqlite, JsonEdit.With(TestProtocol.Json, "randomisation.eligibilitySigned", "true"));
        var participant = (await trial.ScreenAsync("S1", ("adult", "no"))).Value.PublicId;
        Assert.Equal("eligibility.not-met", (await SignAsync(trial, participant)).Refusal?.Code);
        _ = (await WaiveAsync(trial, "founder", participant, "adult")).Value;
        await GoOnAsync(trial, participant);
        var first = (await SignAsync(trial, participant)).Value;

        _ = await trial.ValueAsync("""
            INSERT INTO EligibilityWaiver (EligibilityWaiverId, ParticipantId, Criterion, Reason, WaivedAt, AccountId)
            SELECT EligibilityWaiverId + 1000000, ParticipantId, 'dementia', Reason, WaivedAt, AccountId FROM EligibilityWaiver
            """);

        Assert.Equal("allocation.eligibility-not-signed", (await trial.RandomiseAsync("S1", participant)).Refusal?.Code);
        Assert.NotEqual(first.AnswersSha256, (await SignAsync(trial, participant)).Value.AnswersSha256);
        Assert.False((await trial.RandomiseAsync("S1", participant)).IsRefused);
    }

    [Fact]
    public async Task Takes_the_person_s_own_password_and_counts_wrong_ones()
    {
        await using var trial = await TrialHost.OpenAsync(Engine.Sqlite);
        _ = await Person.InviteAsync(trial, "eva", Secret);
        _ = (await trial.GrantAsync("eva", Role.Manager)).Value;
        var participant = (await trial.ScreenAsync("S1", ("adult", "no"))).Value.PublicId;

        var wrong = await WaiveAsync(trial, "eva", participant, "adult", password: "not the password at all");

        Assert.Equal("eligibility.waiver-refused", wrong.Refusal?.Code);
        Assert.Equal("1", await trial.ValueAsync("SELECT Failures FROM Credential WHERE AccountId = (SELECT AccountId FROM Account WHERE Name = 'eva')"));
        Assert.Equal(0, await trial.CountAsync("EligibilityWaiver"));
        Assert.Equal("adult", (await WaiveAsync(trial, "eva", participant, "adult", password: Secret)).Value.Criterion);
    }

    private static async Task GoOnAsync(TrialHost trial, Guid participant)
    {
        _ = (await trial.ConsentAsync("S1", participant)).Value;
        _ = (await trial.AskAsync<EnrolParticipant, EnrolledParticipant>("researcher S1", new EnrolParticipant(trial.TrialCode, participant, TrialHost.FirstDay))).Value;
        _ = (await trial.SaveAsync("researcher S1", participant, "baseline", "mood", expectedVersion: 0, ("low", "3"))).Value;
    }

    private static async Task<(ParticipantStatus Status, string? Criterion)> StatusAsync(TrialHost trial, Guid id)
    {
        var participant = await trial.ParticipantAsync(id);
        return (participant.Status, participant.ExclusionCriterion);
    }

    private static async Task<ParticipantFlow> FlowAsync(TrialHost trial) => (await trial.AskAsync<RunAnalysis, AnalysisResults>(
        "founder", new RunAnalysis(trial.TrialCode, RunningAnAnalysis.Specification))).Value.Flow;

    private static Task<Outcome<SignedEligibility>> SignAsync(TrialHost trial, Guid participant) =>
        trial.AskAsync<SignEligibility, SignedEligibility>("investigator S1", new SignEligibility(trial.TrialCode, participant));

    private static Task<Outcome<WaivedEligibility>> WaiveAsync(
        TrialHost trial, string who, Guid participant, string criterion, string reason = "The sponsor agreed", string? password = null) =>
        trial.AskAsync<WaiveEligibility, WaivedEligibility>(who, new WaiveEligibility(trial.TrialCode, participant, criterion, reason, password));
}
