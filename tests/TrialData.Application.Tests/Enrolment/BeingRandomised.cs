using TrialData.Application.Capture;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Enrolment;

public sealed class BeingRandomised
{
    // TestProtocol: 6 months is day 183 after randomisation, open 14 days before to 28 days after. 4 January 2027 + 183 = 6 July.
    [Theory, OnSqlite, OnSqlServer]
    public async Task Schedules_the_follow_up_with_its_window(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolWithBaselineAsync("S1");

        var allocated = (await trial.RandomiseAsync("S1", participant)).Value;

        var found = await trial.ParticipantAsync(participant);
        var visit = await trial.ReadAsync<IForms, VisitOfParticipant?>((forms, id) =>
            forms.FindVisitAsync(found.ParticipantId, "m6", SiteScope.WholeTrial(id), CancellationToken.None));
        Assert.Equal(("S1-0001", TrialHost.FirstDay), (allocated.Number, allocated.AllocatedOn));
        Assert.Contains((allocated.Arm, allocated.ArmLabel), new[] { ("NEW", "New"), ("OLD", "Old") });
        Assert.Equal(ParticipantStatus.Randomised, found.Status);
        Assert.Equal((new DateOnly(2027, 6, 22), new DateOnly(2027, 8, 3)), (visit!.OpensOn, visit.ClosesOn));
        Assert.Equal(1, await trial.CountAsync("Visit WHERE Code = 'm6' AND TargetOn = '2027-07-06'"));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Needs_the_required_forms_of_the_baseline(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolAsync("S1");

        var outcome = await trial.RandomiseAsync("S1", participant);

        Assert.Equal(
            ("allocation.baseline-incomplete", "Participant S1-0001 lacks forms that are required before randomisation: baseline/mood."),
            (outcome.Refusal?.Code, outcome.Refusal?.Message));
        Assert.Equal(0, await trial.CountAsync("Allocation"));
        Assert.Equal(0, await trial.CountAsync("SchemeCell"));
        Assert.Equal("allocation.baseline-incomplete", await trial.AuditedAsync("RandomiseParticipant"));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Needs_a_sealed_scheme(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine, seal: false);
        var participant = await trial.EnrolWithBaselineAsync("S1");

        Assert.Equal("allocation.scheme-not-sealed", (await trial.RandomiseAsync("S1", participant)).Refusal?.Code);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Gives_the_same_answer_when_asked_again(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolWithBaselineAsync("S1");
        var first = (await trial.RandomiseAsync("S1", participant)).Value;

        trial.Clock.MoveTo(trial.Clock.GetUtcNow().AddDays(3));
        var again = (await trial.RandomiseAsync("S1", participant)).Value;

        Assert.Equal(first, again);
        Assert.Equal(1, await trial.CountAsync("Allocation"));
        Assert.Equal("1", await trial.ValueAsync("SELECT LastSequence FROM LedgerHead"));
        Assert.Equal(2, await trial.CountAsync("Visit"));
    }

    // Blocks of 2 and 4 in a ratio of 1 to 1: a complete block is balanced, so within a site the arms never differ by more than 2.
    [Theory, OnSqlite, OnSqlServer]
    public async Task Keeps_the_arms_of_each_site_balanced(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var difference = new Dictionary<string, int>(StringComparer.Ordinal) { ["S1"] = 0, ["S2"] = 0 };
        for (var i = 0; i < 24; i++)
        {
            var site = i % 3 == 0 ? "S2" : "S1";
            var allocated = (await trial.RandomiseAsync(site, await trial.EnrolWithBaselineAsync(site))).Value;
            difference[site] += allocated.Arm == "NEW" ? 1 : -1;

            Assert.InRange(difference[site], -2, 2);
        }

        Assert.Equal("24", await trial.ValueAsync("SELECT LastSequence FROM LedgerHead"));
        Assert.Equal(2, await trial.CountAsync("SchemeCell WHERE Cell IN ('site=S1', 'site=S2')"));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Audits_who_and_whom_and_the_arm_in_the_restricted_partition_alone(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolWithBaselineAsync("S1");

        _ = (await trial.RandomiseAsync("S1", participant)).Value;

        const string events = "AuditEvent WHERE UseCase = 'RandomiseParticipant'";
        Assert.Equal(1, await trial.CountAsync($"{events} AND Field IS NULL"));
        Assert.Equal(1, await trial.CountAsync($"{events} AND Field IS NULL AND ActorName = 'researcher S1' AND ActorRole = 'site-researcher' AND Result = 'done' AND Subject = 'S1-0001'"));
        Assert.Equal(1, await trial.CountAsync($"{events} AND Field = 'arm'"));
        Assert.Equal(0, await trial.CountAsync($"{events} AND Field = 'arm' AND Chain NOT LIKE 'restricted:%'"));
    }
}
