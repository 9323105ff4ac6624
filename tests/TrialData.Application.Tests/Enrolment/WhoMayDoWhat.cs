using TrialData.Application.Administration;
using TrialData.Application.Allocation;
using TrialData.Application.Analyses;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Hosting;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Enrolment;

public sealed class WhoMayDoWhat
{
    [Theory, OnSqlite, OnSqlServer]
    public async Task An_assessor_may_not_randomise(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolWithBaselineAsync("S1");

        var outcome = await RandomiseAsAsync(trial, "assessor S1", participant);

        Assert.Equal("access.not-permitted", outcome.Refusal?.Code);
        Assert.Equal("access.not-permitted", await trial.AuditedAsync("RandomiseParticipant"));
        Assert.Equal(0, await trial.CountAsync("Allocation"));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task An_investigator_may_randomise_but_not_fill_in_forms(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolWithBaselineAsync("S1");

        Assert.False((await RandomiseAsAsync(trial, "investigator S1", participant)).IsRefused);
        Assert.Equal(
            "access.not-permitted",
            (await trial.SaveAsync("investigator S1", participant, "m6", "mood", expectedVersion: 0, ("low", "3"))).Refusal?.Code);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task The_founder_of_the_store_may_neither_screen_nor_seal(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine, seal: false);

        var screened = await trial.AskAsync<ScreenParticipant, ScreenedParticipant>(
            "founder", new ScreenParticipant(trial.TrialCode, "S1", TrialHost.FirstDay, TestProtocol.EligibleAnswers));
        var isSealed = await trial.AskAsync<SealScheme, SchemeSealed>("founder", new SealScheme(trial.TrialCode, TestProtocol.Design));

        Assert.Equal(("access.not-permitted", "access.not-permitted"), (screened.Refusal?.Code, isSealed.Refusal?.Code));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Another_site_s_participant_does_not_exist(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolWithBaselineAsync("S1");

        var theirs = await RandomiseAsAsync(trial, "researcher S2", participant);
        var nobody = await RandomiseAsAsync(trial, "researcher S2", Guid.Parse("00000000-0000-0000-0000-000000000001"));
        var site = await trial.AskAsync<ScreenParticipant, ScreenedParticipant>(
            "researcher S2", new ScreenParticipant(trial.TrialCode, "S1", TrialHost.FirstDay, TestProtocol.EligibleAnswers));

        Assert.Equal(new NoSuchParticipant(), theirs.Refusal);
        Assert.Equal(theirs.Refusal, nobody.Refusal);
        Assert.Equal(new NoSuchSite("S1"), site.Refusal);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Another_trial_does_not_exist(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        _ = (await trial.AskAsync<CreateTrial, TrialCreated>("founder", new CreateTrial(JsonEdit.With(TestProtocol.Json, "code", "\"OTHER\"")))).Value;

        var theirs = await trial.AskAsync<RandomiseParticipant, AllocatedParticipant>(
            "researcher S1", new RandomiseParticipant("OTHER", Guid.Empty));

        Assert.Equal(new NoSuchTrial("OTHER"), theirs.Refusal);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task The_operating_system_user_is_no_account(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var owner = Actor.OperatingSystemUser("somebody");

        var analysed = await trial.Get<Door>().AskAsync<RunAnalysis, AnalysisResults>(
            owner, new RunAnalysis(trial.TrialCode, "{}"), CancellationToken.None);
        var founded = await trial.AskAsync<FoundStore, StoreFounder>("founder", new FoundStore("second"));

        Assert.Equal(("access.not-permitted", "access.not-permitted"), (analysed.Refusal?.Code, founded.Refusal?.Code));
    }

    private static Task<Outcome<AllocatedParticipant>> RandomiseAsAsync(TrialHost trial, string actor, Guid participant) =>
        trial.AskAsync<RandomiseParticipant, AllocatedParticipant>(actor, new RandomiseParticipant(trial.TrialCode, participant));
}
