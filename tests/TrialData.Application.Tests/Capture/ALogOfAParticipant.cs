using TrialData.Application.Capture;
using TrialData.Application.Capture.Drafts;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;
using static TrialData.Application.Tests.Capture.FormsInTests;

namespace TrialData.Application.Tests.Capture;

public sealed class ALogOfAParticipant
{
    private static readonly FormAt First = new(VisitCode: null, "contacts");

    private static readonly string WithRepeats = JsonEdit.With(TestProtocol.Json, "forms[0].repeats", "true");

    [Theory, OnSqlite, OnSqlServer]
    public async Task Counts_its_entries_and_never_gives_a_number_twice(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolAsync("S1");

        Assert.Equal(1, (await AddAsync(trial, participant, entry: null, version: 0, "2027-01-01")).Value.Entry);
        Assert.Equal(2, (await AddAsync(trial, participant, entry: null, version: 0, "2027-01-02")).Value.Entry);
        _ = (await VoidAsync(trial, participant, First with { Instance = 2 })).Value;
        Assert.Equal(3, (await AddAsync(trial, participant, entry: null, version: 0, "2027-01-03")).Value.Entry);

        Assert.Equal("2027-01-01", (await trial.ShowAsync(participant, First)).Answers["on"]);
        Assert.Equal(FormState.NotStarted, (await trial.ShowAsync(participant, First with { Instance = 2 })).State);
        Assert.Equal("log.not-found", (await trial.AskAsync<SaveLogEntry, LogEntrySaved>(
            Researcher, new SaveLogEntry(trial.TrialCode, participant, "calls", Entry: null, 0, TrialHost.FirstDay, Answers()))).Refusal?.Code);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Has_its_entries_changed_by_version_and_with_a_reason(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolAsync("S1");
        _ = (await AddAsync(trial, participant, entry: null, version: 0, "2027-01-01")).Value;

        Assert.Equal("form.changed-by-another", (await AddAsync(trial, participant, entry: 1, version: 0, "2027-01-02")).Refusal?.Code);
        Assert.Equal("form.reason-needed", (await AddAsync(trial, participant, entry: 1, version: 1, "2027-01-02")).Refusal?.Code);
        Assert.Equal("form.not-saved", (await AddAsync(trial, participant, entry: 2, version: 0, "2027-01-02")).Refusal?.Code);
        Assert.Equal(2, (await AddAsync(trial, participant, entry: 1, version: 1, "2027-01-02", "Wrong day")).Value.Saved.Version);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Entered_in_error_keeps_its_history_and_frees_its_place(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolAsync("S1");
        _ = (await trial.SaveAsync(MoodOf(trial, participant, 0, ("low", "3")))).Value;

        Assert.Equal("request.invalid", (await trial.AskAsync<VoidForm, FormVoided>(Researcher, new VoidForm(trial.TrialCode, participant, Mood, 1, " "))).Refusal?.Code);
        _ = (await VoidAsync(trial, participant, Mood)).Value;

        Assert.Empty(await trial.ValuesAsync("mood"));
        _ = (await trial.SaveAsync(MoodOf(trial, participant, 0, ("low", "7")))).Value;
        Assert.Equal([("7", false), ("3", true)], (await trial.HistoryAsync(participant, "low")).Select(v => (v.Value, v.IsVoid)).OrderBy(v => v.IsVoid));
        Assert.Equal("7", Assert.Single(await trial.ValuesAsync("mood")).Value);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_form_under_the_wrong_participant_moves_and_both_name_each_other(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var (wrong, right, foreign) = (await trial.EnrolAsync("S1"), await trial.EnrolAsync("S1"), await trial.EnrolAsync("S2"));
        _ = (await trial.SaveAsync(MoodOf(trial, wrong, 0, ("low", "3"), ("note", "as typed")))).Value;

        Assert.Equal("participant.not-found", (await MoveAsync(trial, wrong, foreign)).Refusal?.Code);
        Assert.Equal("form.place-taken", (await MoveAsync(trial, wrong, wrong)).Refusal?.Code);
        _ = (await MoveAsync(trial, wrong, right)).Value;

        Assert.Equal(FormState.NotStarted, (await trial.ShowAsync(wrong)).State);
        Assert.Equal(["low=3", "note=as typed"], (await trial.ShowAsync(right)).Answers.Select(a => $"{a.Key}={a.Value}").Order(StringComparer.Ordinal));
        Assert.True(Assert.Single(await trial.HistoryAsync(wrong, "low")).IsVoid);
        Assert.Equal("S1-0002/baseline/mood", await trial.ValueAsync("SELECT NewValue FROM AuditEvent WHERE Field = 'movedTo' AND Subject = 'S1-0001/baseline/mood'"));
        Assert.Equal("S1-0001/baseline/mood", await trial.ValueAsync("SELECT NewValue FROM AuditEvent WHERE Field = 'movedFrom' AND Subject = 'S1-0002/baseline/mood'"));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_form_that_repeats_stands_more_than_once_at_its_visit(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine, WithRepeats);
        var participant = await trial.EnrolAsync("S1");
        _ = (await trial.SaveAsync(MoodOf(trial, participant, 0, ("low", "3")))).Value;

        Assert.Equal("form.instance-skipped", (await trial.SaveAsync(MoodOf(trial, participant, 0, ("low", "4")) with { Instance = 3 })).Refusal?.Code);
        _ = (await trial.SaveAsync(MoodOf(trial, participant, 0, ("low", "4")) with { Instance = 2 })).Value;

        Assert.Equal("4", (await trial.ShowAsync(participant, Mood with { Instance = 2 })).Answers["low"]);
        Assert.Equal("3", (await trial.ShowAsync(participant)).Answers["low"]);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Takes_what_the_site_learned_after_the_end_as_a_form_of_a_visit_does_not(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolAsync("S1");
        trial.Clock.MoveTo(trial.Clock.GetUtcNow().AddDays(2));
        _ = (await LogAsync(TrialHost.FirstDay.AddDays(2))).Value;
        _ = (await trial.AskAsync<EndParticipation, EndedParticipation>(
            Researcher, new EndParticipation(trial.TrialCode, participant, TrialHost.FirstDay, EndReason.Died))).Value;

        Assert.Equal(2, (await LogAsync(TrialHost.FirstDay.AddDays(2))).Value.Entry);
        Assert.Equal("participant.ended", (await trial.SaveAsync(MoodOf(trial, participant, 0, ("low", "3")) with { CompletedOn = TrialHost.FirstDay.AddDays(2) })).Refusal?.Code);

        Task<Outcome<LogEntrySaved>> LogAsync(DateOnly on) => trial.AskAsync<SaveLogEntry, LogEntrySaved>(
            Researcher, new SaveLogEntry(trial.TrialCode, participant, "contacts", Entry: null, 0, on, Answers(("on", "2027-01-04"))));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_version_never_names_another_form_than_the_one_that_was_seen(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolAsync("S1");
        _ = (await trial.SaveAsync(MoodOf(trial, participant, 0, ("low", "1")))).Value;
        _ = (await trial.AskAsync<KeepDraft, KeptDraft>(Researcher, new KeepDraft(trial.TrialCode, participant, "baseline", "mood", BaseVersion: 1, Answers(("low", "2"))))).Value;
        _ = (await VoidAsync(trial, participant, Mood)).Value;

        Assert.Equal("form.changed-by-another", (await trial.SaveAsync(MoodOf(trial, participant, 1, ("low", "2")))).Refusal?.Code);
        Assert.Equal(2, (await trial.SaveAsync(MoodOf(trial, participant, 0, ("low", "9")))).Value.Version);

        Assert.IsType<ChangedByAnother>((await trial.SaveAsync(MoodOf(trial, participant, 1, ("low", "1")) with { Reason = "Correction" })).Refusal);
        Assert.IsType<ChangedByAnother>((await VoidAsync(trial, participant, Mood)).Refusal);
        Assert.Equal("9", Assert.Single(await trial.ValuesAsync("mood")).Value);
        Assert.Equal([("9", 2, false), ("1", 1, true)], (await trial.HistoryAsync(participant, "low")).Select(v => (v.Value, v.FormVersion, v.IsVoid)));
        Assert.Equal([KeyValuePair.Create("low", 2)], (await trial.ShowAsync(participant)).TimesGiven);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Says_how_many_values_each_answer_of_an_entry_had(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolAsync("S1");
        _ = (await AddAsync(trial, participant, entry: null, version: 0, "2027-01-04")).Value;
        _ = (await AddAsync(trial, participant, entry: null, version: 0, "2027-01-03")).Value;
        _ = (await AddAsync(trial, participant, entry: 1, version: 1, "2027-01-02", "Misheard")).Value;

        Assert.Equal([KeyValuePair.Create("on", 2)], (await ShowAsync(1)).TimesGiven);
        Assert.Equal([KeyValuePair.Create("on", 1)], (await ShowAsync(2)).TimesGiven);
        Assert.Empty((await ShowAsync(3)).TimesGiven);

        async Task<ShownForm> ShowAsync(int entry) =>
            (await trial.AskAsync<ShowForm, ShownForm>(Researcher, new ShowForm(trial.TrialCode, participant, new FormAt(VisitCode: null, "contacts", entry)))).Value;
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_form_moves_to_before_the_consent_only_when_that_is_confirmed(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var earlier = await trial.EnrolAsync("S1");
        trial.Clock.MoveTo(trial.Clock.GetUtcNow().AddDays(3));
        var later = await trial.EnrolAsync("S1");
        _ = (await trial.SaveAsync(MoodOf(trial, earlier, 0, ("low", "3")))).Value;
        var move = new MoveForm(trial.TrialCode, earlier, Mood, 1, later, "Two charts on one desk");

        var refused = (await trial.AskAsync<MoveForm, FormMoved>(Researcher, move)).Refusal;

        Assert.Equal(("form.unlikely", FilledForm.CompletedOnField), (refused?.Code, Assert.Single(refused!.Faults).Place));
        Assert.False((await trial.AskAsync<MoveForm, FormMoved>(Researcher, move with { IsDayConfirmed = true })).IsRefused);
        Assert.Equal(1, await trial.CountAsync("AuditEvent WHERE UseCase = 'MoveForm' AND Field = 'confirmed'"));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_form_that_does_not_repeat_stands_once(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolAsync("S1");

        Assert.Equal(new NoSuchForm("baseline", "mood"), (await trial.SaveAsync(MoodOf(trial, participant, 0, ("low", "4")) with { Instance = 2 })).Refusal);
    }

    private static Task<Outcome<LogEntrySaved>> AddAsync(TrialHost trial, Guid participant, int? entry, int version, string on, string? reason = null) =>
        trial.AskAsync<SaveLogEntry, LogEntrySaved>(
            Researcher, new SaveLogEntry(trial.TrialCode, participant, "contacts", entry, version, TrialHost.FirstDay, Answers(("on", on)), reason));

    private static Task<Outcome<FormVoided>> VoidAsync(TrialHost trial, Guid participant, FormAt at) =>
        trial.AskAsync<VoidForm, FormVoided>(Researcher, new VoidForm(trial.TrialCode, participant, at, 1, "Entered in error"));

    private static Task<Outcome<FormMoved>> MoveAsync(TrialHost trial, Guid from, Guid to) =>
        trial.AskAsync<MoveForm, FormMoved>(Researcher, new MoveForm(trial.TrialCode, from, Mood, 1, to, "Two charts on one desk"));
}
