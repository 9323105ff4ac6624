using TrialData.Application.Capture;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Capture;

public sealed class SavingAForm
{
    private const string Researcher = "researcher S1";

    [Theory, OnSqlite, OnSqlServer]
    public async Task Refuses_every_wrong_answer_at_once_and_keeps_none(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolAsync("S1");

        var outcome = await trial.SaveAsync(
            Researcher, participant, "baseline", "mood", expectedVersion: 0,
            ("lwo", "3"), ("low", "11"), ("works", "perhaps"), ("hours", "20"), ("since", "31/12/2026"));

        Assert.Equal("form.invalid", outcome.Refusal?.Code);
        Assert.Equal(
            [
                ("lwo", "lwo is no item of this form"),
                ("11", "must be from 0 to 10"),
                ("perhaps", "must be yes or no"),
                ("20", "is not asked unless works is yes"),
                ("31/12/2026", "must be a day written yyyy-MM-dd"),
            ],
            outcome.Refusal!.Faults.Select(f => (f.Value, f.Reason)));
        Assert.Equal(["low", "works", "hours", "since"], outcome.Refusal.Faults.Skip(1).Select(f => f.Place));
        Assert.Equal(0, await trial.CountAsync("Form"));
        Assert.Equal(0, await trial.CountAsync("Answer"));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Asks_for_the_answers_that_are_required(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolAsync("S1");

        var fault = Assert.Single((await trial.SaveAsync(Researcher, participant, "baseline", "mood", expectedVersion: 0, ("works", "no"))).Refusal!.Faults);

        Assert.Equal(("low", null, "needs an answer, or the reason why there is none"), (fault.Place, fault.Value, fault.Reason));
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("Yes")]
    [InlineData(" YES ")]
    public void An_item_is_asked_however_the_answer_it_depends_on_was_typed(string works)
    {
        var form = Application.Protocol.ProtocolLoader.Load(TestProtocol.Json).Value.FindForm("mood")!;
        var answers = new Dictionary<string, string>(StringComparer.Ordinal) { ["low"] = " 03", ["works"] = works, ["hours"] = "+16.50" };

        var checkedAnswers = AnswerCheck.Check(form, answers);

        Assert.Empty(checkedAnswers.Faults);
        Assert.Equal(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["low"] = "3", ["works"] = "yes", ["hours"] = "16.5" },
            checkedAnswers.Answers);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Needs_a_reason_to_change_or_take_back_what_was_saved(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolAsync("S1");
        _ = (await trial.SaveAsync(Researcher, participant, "baseline", "mood", expectedVersion: 0, ("low", "3"), ("note", "tired"))).Value;

        var changed = await trial.SaveAsync(Researcher, participant, "baseline", "mood", expectedVersion: 1, ("low", "4"), ("note", "tired"));
        var takenBack = await trial.SaveAsync(Researcher, participant, "baseline", "mood", expectedVersion: 1, reason: " ", ("low", "3"));
        var added = await trial.SaveAsync(Researcher, participant, "baseline", "mood", expectedVersion: 1, ("low", "3"), ("note", "tired"), ("works", "no"));
        var explained = await trial.SaveAsync(Researcher, participant, "baseline", "mood", expectedVersion: 2, "misread", ("low", "4"), ("works", "no"));

        Assert.Equal("Say why saved answers of mood change: low.", changed.Refusal?.Message);
        Assert.Equal("Say why saved answers of mood change: note.", takenBack.Refusal?.Message);
        Assert.Equal(2, added.Value.Version);
        Assert.Equal(3, explained.Value.Version);
        Assert.Equal(
            [("low", "4"), ("works", "no")],
            (await trial.ValuesAsync("mood")).Select(v => (v.Name, v.Value)).Order());
        Assert.Equal(2, await trial.CountAsync("Answer WHERE FormVersion = 3 AND Reason = 'misread'"));
        Assert.Equal(0, await trial.CountAsync("Answer WHERE FormVersion < 3 AND Reason IS NOT NULL"));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Does_not_overwrite_what_somebody_else_saved_meanwhile(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolAsync("S1");
        _ = (await trial.SaveAsync(Researcher, participant, "baseline", "mood", expectedVersion: 0, ("low", "3"))).Value;

        var outcome = await trial.SaveAsync(Researcher, participant, "baseline", "mood", expectedVersion: 0, "again", ("low", "9"));

        var refusal = Assert.IsType<ChangedByAnother>(outcome.Refusal);
        Assert.Equal(
            "The form mood was saved since you opened it, by researcher S1 on 2027-01-04 09:00 UTC (low). It is at version 1 now.", refusal.Message);
        Assert.Equal([new ChangedItem("low", Researcher, trial.Clock.GetUtcNow())], refusal.Changes);
        Assert.Equal("3", Assert.Single(await trial.ValuesAsync("mood")).Value);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Blames_nobody_where_nobody_saved_meanwhile(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolAsync("S1");

        var never = await trial.SaveAsync(Researcher, participant, "baseline", "mood", expectedVersion: 1, ("low", "3"));
        _ = (await trial.SaveAsync(Researcher, participant, "baseline", "mood", expectedVersion: 0, ("low", "3"))).Value;
        var ahead = await trial.SaveAsync(Researcher, participant, "baseline", "mood", expectedVersion: 7, "again", ("low", "9"));

        Assert.Equal("The form mood is not in the version you name: nothing of it is saved.", Assert.IsType<ChangedByAnother>(never.Refusal).Message);
        Assert.Equal("The form mood is not in the version you name. It is at version 1 now.", Assert.IsType<ChangedByAnother>(ahead.Refusal).Message);
    }

    // British Summer Time is an hour ahead of UTC: half past eleven in the evening there is the next day at the sites.
    [Theory, OnSqlite, OnSqlServer]
    public async Task Takes_the_day_that_it_is_at_the_site_and_none_later(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolAsync("S1");
        trial.Clock.MoveTo(new DateTimeOffset(2027, 6, 30, 23, 30, 0, TimeSpan.Zero));
        SaveForm On(DateOnly day) => new(
            trial.TrialCode, participant, "baseline", "mood", ExpectedVersion: 0, day, new Dictionary<string, string>(StringComparer.Ordinal) { ["low"] = "3" });

        var tomorrow = await trial.AskAsync<SaveForm, FormSaved>(Researcher, On(new DateOnly(2027, 7, 2)));
        var today = await trial.AskAsync<SaveForm, FormSaved>(Researcher, On(new DateOnly(2027, 7, 1)));

        Assert.Equal(new CompletedInTheFuture(new DateOnly(2027, 7, 2)), tomorrow.Refusal);
        Assert.Equal(1, today.Value.Version);
    }

    // QPR-15: the total is the sum of fifteen answers from 0 to 4 (Law 2014); 4 + 14 times 2 = 32.
    [Theory, OnSqlite, OnSqlServer]
    public async Task Stores_the_scores_of_an_instrument(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await RandomisedAsync(trial);
        var answers = Enumerable.Range(1, 15).Select(i => (FormattableString.Invariant($"q{i}"), i == 1 ? "4" : "2")).ToArray();

        var saved = (await trial.SaveAsync(Researcher, participant, "m6", "qpr-15", expectedVersion: 0, answers)).Value;

        var score = Assert.Single(saved.Scores);
        Assert.Equal(("total", 32m), (score.Id, score.Value));
        Assert.Equal("32", Assert.Single(await trial.ValuesAsync("qpr-15"), v => v.Name == "total").Value);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Only_the_roles_of_a_form_fill_it_in(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await RandomisedAsync(trial);

        Assert.Equal(new FormNotYours("rating"), (await trial.SaveAsync(Researcher, participant, "m6", "rating", expectedVersion: 0, ("rating", "0"))).Refusal);
        Assert.Equal(new FormNotYours("mood"), (await trial.SaveAsync("assessor S1", participant, "m6", "mood", expectedVersion: 0, ("low", "3"))).Refusal);
        Assert.Equal(new NoSuchForm("m6", "meetings"), (await trial.SaveAsync("assessor S1", participant, "m6", "meetings", expectedVersion: 0, ("held", "3"))).Refusal);
        Assert.Equal(new NoSuchParticipant(), (await trial.SaveAsync("assessor S2", participant, "m6", "rating", expectedVersion: 0, ("rating", "0"))).Refusal);
        Assert.False((await trial.SaveAsync("assessor S1", participant, "m6", "rating", expectedVersion: 0, ("rating", "0"))).IsRefused);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_form_belongs_to_a_visit_that_is_planned_for_the_participant(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolWithBaselineAsync("S1");

        Assert.Equal(new NoSuchForm("m6", "mood"), (await trial.SaveAsync(Researcher, participant, "m6", "mood", expectedVersion: 0, ("low", "3"))).Refusal);
        Assert.Equal(new NoSuchForm("baseline", "qpr-15"), (await trial.SaveAsync(Researcher, participant, "baseline", "qpr-15", expectedVersion: 0)).Refusal);
        Assert.Equal(new NoSuchForm("m99", "mood"), (await trial.SaveAsync(Researcher, participant, "m99", "mood", expectedVersion: 0)).Refusal);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_refused_for_a_day_to_come_and_after_the_participant_left(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await RandomisedAsync(trial);
        var leaving = TrialHost.FirstDay.AddDays(30);
        trial.Clock.MoveTo(trial.Clock.GetUtcNow().AddDays(30));
        _ = (await trial.AskAsync<EndParticipation, EndedParticipation>(
            Researcher, new EndParticipation(trial.TrialCode, participant, leaving, EndReason.LostToFollowUp))).Value;

        Assert.Equal(new CompletedInTheFuture(leaving.AddDays(1)), (await SaveOnAsync(trial, participant, leaving.AddDays(1))).Refusal);
        Assert.False((await SaveOnAsync(trial, participant, leaving)).IsRefused);
        trial.Clock.MoveTo(trial.Clock.GetUtcNow().AddDays(1));
        Assert.Equal(new ParticipationEnded("S1-0001", leaving), (await SaveOnAsync(trial, participant, leaving.AddDays(1))).Refusal);
    }

    private static async Task<Guid> RandomisedAsync(TrialHost trial)
    {
        var participant = await trial.EnrolWithBaselineAsync("S1");
        _ = (await trial.RandomiseAsync("S1", participant)).Value;
        return participant;
    }

    private static Task<Outcome<FormSaved>> SaveOnAsync(TrialHost trial, Guid participant, DateOnly on) => trial.AskAsync<SaveForm, FormSaved>(
        Researcher,
        new SaveForm(
            trial.TrialCode, participant, "m6", "mood", ExpectedVersion: 0, on,
            new Dictionary<string, string>(StringComparer.Ordinal) { ["low"] = "3" }));
}
