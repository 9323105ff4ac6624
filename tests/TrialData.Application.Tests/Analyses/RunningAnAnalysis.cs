using System.Text;
using TrialData.Application.Administration;
using TrialData.Application.Analyses;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Application.Tests.Exchange;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Analyses;

public sealed class RunningAnAnalysis
{
    internal const string Specification = """
        {
          "id": "test", "version": 1, "title": "Calm at six months",
          "analysisSets": [{ "id": "itt", "label": "Intention to treat", "include": "allocated" }],
          "outcomes": [{ "id": "calm", "label": "Calm", "definition": "Low mood at most 3.", "rule": { "form": "mood", "item": "low", "atMost": 3 } }],
          "analyses": [{
            "id": "a", "outcome": "calm", "analysisSet": "itt", "headline": true, "visits": ["m6"],
            "comparisons": [{ "arm": "NEW", "reference": "OLD" }],
            "estimand": {
              "population": "All randomised", "treatment": "New against old", "variable": "Calm", "summary": "Risk difference",
              "intercurrentEvents": [{ "event": "withdrawal", "strategy": "treatment-policy" }]
            }
          }]
        }
        """;

    // Ten people: two kept out by age, one by dementia, one does not consent, one consents only, one is enrolled only, four are
    // randomised, of whom one withdraws and one dies.
    [Theory, OnSqlite, OnSqlServer]
    public async Task The_flow_of_participants_adds_up(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        _ = (await trial.ScreenAsync("S1", ("adult", "no"))).Value;
        _ = (await trial.ScreenAsync("S2", ("adult", "no"), ("dementia", "yes"))).Value;
        _ = (await trial.ScreenAsync("S2", ("dementia", "yes"))).Value;
        _ = (await trial.ScreenAsync("S1")).Value;
        _ = (await trial.ConsentAsync("S1", (await trial.ScreenAsync("S1")).Value.PublicId)).Value;
        await trial.EnrolAsync("S2");
        var randomised = new List<Guid>();
        for (var i = 0; i < 4; i++)
        {
            randomised.Add(await trial.EnrolWithBaselineAsync("S1"));
            _ = (await trial.RandomiseAsync("S1", randomised[i])).Value;
        }

        _ = (await trial.AskAsync<WithdrawParticipant, WithdrawnParticipant>(
            "researcher S1", new WithdrawParticipant(trial.TrialCode, randomised[0], WithdrawalKind.FollowUp, TrialHost.FirstDay))).Value;
        await EndAsync(trial, randomised[1], EndReason.Died);

        var flow = (await AnalyseAsync(trial)).Value.Flow;

        Assert.Equal(10, flow.Screened);
        Assert.Equal(
            [("Not met: Aged 18 or over", 2), ("Dementia", 1), ("Consent not given", 1), ("Not randomised after consent", 2)],
            flow.Excluded.Select(r => (r.Reason, r.Count)));
        Assert.Equal(4, flow.Randomised);
        Assert.Equal(flow.Screened, flow.Excluded.Sum(r => r.Count) + flow.Randomised);
        Assert.Equal(flow.Randomised, flow.Arms.Sum(a => a.Allocated));
        Assert.Equal((1, 1), (flow.Arms.Sum(a => a.Withdrawn), flow.Arms.Sum(a => a.Died)));
        Assert.Equal([("baseline", 4), ("m6", 0)], flow.Arms.SelectMany(a => a.Visits).GroupBy(v => v.Visit.Code).Select(g => (g.Key, g.Sum(v => v.Attended))));
    }

    [Theory, OnSqlite]
    public async Task A_screening_log_with_gaps_is_no_screening_log(Engine engine)
    {
        await using var trial = await FinishedTrial.OpenAsync(engine);
        _ = (await FinishedTrial.ImportAsync(trial, FinishedTrial.File(FinishedTrial.FirstRow, "P-2,2,B,,,9,,,,,,"))).Value;

        var flow = (await AnalyseAsync(trial)).Value.Flow;

        Assert.Equal(2, flow.Randomised);
        Assert.Null(flow.Screened);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task The_same_data_have_the_same_digest_in_whatever_order_they_came(Engine engine)
    {
        const string third = "P-3,1,B,05/01/2026,08/01/2026,2,no,,,,1,";
        var forwards = await DigestOfAsync(engine, FinishedTrial.FirstRow, FinishedTrial.SecondRow, third);
        var backwards = await DigestOfAsync(engine, third, FinishedTrial.SecondRow, FinishedTrial.FirstRow);
        var otherAnswer = await DigestOfAsync(engine, FinishedTrial.FirstRow, FinishedTrial.SecondRow, "P-3,1,B,05/01/2026,08/01/2026,3,no,,,,1,");
        var otherArm = await DigestOfAsync(engine, FinishedTrial.FirstRow, FinishedTrial.SecondRow, "P-3,1,A,05/01/2026,08/01/2026,2,no,,,,1,");
        var otherSite = await DigestOfAsync(engine, FinishedTrial.FirstRow, FinishedTrial.SecondRow, "P-3,2,B,05/01/2026,08/01/2026,2,no,,,,1,");

        Assert.Equal(forwards, backwards);
        Assert.Equal(4, new[] { forwards, otherAnswer, otherArm, otherSite }.Distinct().Count());
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Every_run_is_registered_with_its_digests(Engine engine)
    {
        await using var trial = await FinishedTrial.OpenAsync(engine);
        _ = (await FinishedTrial.ImportAsync(trial, FinishedTrial.File(FinishedTrial.FirstRow))).Value;

        var first = (await AnalyseAsync(trial)).Value.Provenance;
        trial.Clock.MoveTo(trial.Clock.GetUtcNow().AddDays(1));
        var second = (await AnalyseAsync(trial)).Value.Provenance;

        Assert.Equivalent(first, second, strict: true);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(Specification))), first.SpecificationSha256);
        Assert.False(first.Demonstration);
        Assert.Equal(2, await trial.CountAsync(
            $"AnalysisRun WHERE DataSha256 = '{first.DataSha256}' AND SpecificationSha256 = '{first.SpecificationSha256}' AND ProtocolSha256 = '{first.ProtocolSha256}'"));
        Assert.Equal("done", await trial.AuditedAsync("RunAnalysis"));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Nothing_can_be_analysed_before_anybody_is_allocated(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        await trial.EnrolWithBaselineAsync("S1");

        Assert.Equal(new NobodyAllocated("TEST"), (await AnalyseAsync(trial)).Refusal);
        Assert.Equal(0, await trial.CountAsync("AnalysisRun"));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Only_the_unblinded_statistician_runs_it(Engine engine)
    {
        await using var trial = await FinishedTrial.OpenAsync(engine);
        _ = (await FinishedTrial.ImportAsync(trial, FinishedTrial.File(FinishedTrial.FirstRow))).Value;
        _ = (await trial.RegisterAsync("statistician", Role.Statistician)).Value;
        _ = (await trial.RegisterAsync("unblinded", Role.UnblindedStatistician)).Value;
        _ = (await trial.RegisterAsync("manager", Role.Manager)).Value;
        _ = (await trial.RegisterAsync("monitor", Role.Monitor, "S1")).Value;

        foreach (var actor in new[] { "statistician", "manager", "monitor", "admin", "researcher S1", "assessor S1", "investigator S1" })
        {
            Assert.Equal((actor, "access.not-permitted"), (actor, (await AnalyseAsync(trial, actor)).Refusal?.Code));
        }

        Assert.False((await AnalyseAsync(trial, "unblinded")).IsRefused);
    }

    [Theory, OnSqlite]
    public async Task A_faulty_specification_is_refused_and_not_registered(Engine engine)
    {
        await using var trial = await FinishedTrial.OpenAsync(engine);
        _ = (await FinishedTrial.ImportAsync(trial, FinishedTrial.File(FinishedTrial.FirstRow))).Value;

        var outcome = await trial.AskAsync<RunAnalysis, AnalysisResults>(
            "founder", new RunAnalysis(trial.TrialCode, JsonEdit.With(Specification, "outcomes[0].rule.form", "\"mod\"")));

        Assert.Equal("$.outcomes[0].rule.form", Assert.Single(outcome.Refusal!.Faults).Place);
        Assert.Equal(0, await trial.CountAsync("AnalysisRun"));
    }

    private static Task<Outcome<AnalysisResults>> AnalyseAsync(TrialHost trial, string actor = "founder") =>
        trial.AskAsync<RunAnalysis, AnalysisResults>(actor, new RunAnalysis(trial.TrialCode, Specification));

    private static async Task<string> DigestOfAsync(Engine engine, params string[] rows)
    {
        await using var trial = await FinishedTrial.OpenAsync(engine);
        _ = (await FinishedTrial.ImportAsync(trial, FinishedTrial.File(rows))).Value;
        return (await AnalyseAsync(trial)).Value.Provenance.DataSha256;
    }

    private static async Task EndAsync(TrialHost trial, Guid participant, EndReason reason) => _ = (await trial.AskAsync<EndParticipation, EndedParticipation>(
        "researcher S1", new EndParticipation(trial.TrialCode, participant, TrialHost.FirstDay, reason))).Value;
}
