using TrialData.Application.Enrolment;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Enrolment;

public sealed class Screening
{
    [Theory, OnSqlite, OnSqlServer]
    public async Task Numbers_the_people_of_each_site_by_themselves(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);

        var numbers = new List<string>();
        foreach (var site in new[] { "S1", "S2", "S1", "S1", "S2" })
        {
            numbers.Add((await trial.ScreenAsync(site)).Value.Number);
        }

        Assert.Equal(["S1-0001", "S2-0001", "S1-0002", "S1-0003", "S2-0002"], numbers);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Excludes_by_the_first_criterion_that_is_not_met(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);

        var screened = (await trial.ScreenAsync("S1", ("dementia", "yes"), ("adult", "no"))).Value;

        Assert.False(screened.IsEligible);
        Assert.Equal("adult", screened.UnmetCriterion);
        Assert.Equal(ParticipantStatus.Excluded, (await trial.ParticipantAsync(screened.PublicId)).Status);
        var refusal = (await trial.ConsentAsync("S1", screened.PublicId)).Refusal;
        Assert.Equal("eligibility.not-met", refusal?.Code);
        Assert.Equal("Participant S1-0001 was found not eligible at screening: the criterion adult is not met and not waived.", refusal?.Message);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Refuses_every_answer_that_is_missing_unknown_or_neither_yes_nor_no(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var answers = new Dictionary<string, string>(StringComparer.Ordinal) { ["adult"] = "perhaps", ["age"] = "yes" };

        var outcome = await trial.AskAsync<ScreenParticipant, ScreenedParticipant>(
            "researcher S1", new ScreenParticipant(trial.TrialCode, "S1", TrialHost.FirstDay, answers));

        Assert.Equal("eligibility.incomplete", outcome.Refusal?.Code);
        Assert.Equal(
            [("adult", "perhaps", "must be yes or no"), ("dementia", null, "has no answer"), ("age", "yes", "is no criterion of this protocol")],
            outcome.Refusal!.Faults.Select(f => (f.Place, f.Value, f.Reason)));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_refusal_uses_up_no_number(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);

        await trial.ScreenAsync("S1", ("adult", "perhaps"));

        Assert.Equal("S1-0001", (await trial.ScreenAsync("S1")).Value.Number);
        Assert.Equal(1, await trial.CountAsync("Participant"));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Waits_for_the_green_light_of_the_site(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);

        var outcome = await trial.AskAsync<ScreenParticipant, ScreenedParticipant>(
            "researcher S1", new ScreenParticipant(trial.TrialCode, "S1", TrialHost.FirstDay.AddDays(-1), TestProtocol.EligibleAnswers));

        Assert.Equal("site.not-active", outcome.Refusal?.Code);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_day_still_to_come_is_refused(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);

        var outcome = await trial.AskAsync<ScreenParticipant, ScreenedParticipant>(
            "researcher S1", new ScreenParticipant(trial.TrialCode, "S1", TrialHost.FirstDay.AddDays(1), TestProtocol.EligibleAnswers));

        Assert.Equal("screening.in-the-future", outcome.Refusal?.Code);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_site_that_was_never_activated_screens_nobody(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine, activate: false);

        Assert.Equal("site.not-active", (await trial.ScreenAsync("S1")).Refusal?.Code);
    }
}
