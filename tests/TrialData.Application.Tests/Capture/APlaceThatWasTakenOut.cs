using TrialData.Application.Capture;
using TrialData.Application.Capture.Drafts;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;
using static TrialData.Application.Tests.Capture.FormsInTests;

namespace TrialData.Application.Tests.Capture;

/// <summary>What was filled in at a visit, as a form or in a log that an amendment took out of the protocol.</summary>
public sealed class APlaceThatWasTakenOut
{
    private static readonly FormAt Mood6 = new("m6", "mood");
    private static readonly FormAt Contact = new(VisitCode: null, "contacts");

    private static readonly string Second = JsonEdit.With(TestProtocol.Json, "version", "2");
    private static readonly string WithoutVisit = JsonEdit.With(Second, "visits[1].code", "\"m7\"");

    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_read_corrected_and_marked_as_its_version_had_it(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await FilledAsync(trial);
        var stricter = JsonEdit.With(WithoutVisit, "forms[0].items[0].maximum", "4");
        _ = (await AmendAsync(trial, stricter)).Value;

        Assert.Equal((FormState.Complete, "5"), ((await trial.ShowAsync(participant, Mood6)).State, (await trial.ShowAsync(participant, Mood6)).Answers["low"]));
        _ = (await trial.AskAsync<KeepDraft, KeptDraft>(
            Researcher, new KeepDraft(trial.TrialCode, participant, "m6", "mood", BaseVersion: 1, Answers(("low", "9"))))).Value;
        Assert.Equal("m6", Assert.Single((await trial.AskAsync<ListDrafts, ListedDrafts>(Researcher, new ListDrafts(trial.TrialCode))).Value.Drafts).VisitCode);
        Assert.Equal(2, (await trial.SaveAsync(Researcher, participant, "m6", "mood", expectedVersion: 1, "misread", ("low", "9"))).Value.Version);
        Assert.Equal(["9", "5"], (await trial.HistoryAsync(participant, "low", Mood6)).Select(v => v.Value));
        Assert.Equal(FormState.Locked, (await trial.AskAsync<LockForm, FormMarked>("founder", new LockForm(trial.TrialCode, participant, Mood6, 2))).Value.State);

        // The visits that stand are filled in under the new version.
        Assert.Equal("form.invalid", (await trial.SaveAsync(Researcher, participant, "m7", "mood", expectedVersion: 0, ("low", "9"))).Refusal?.Code);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Takes_nothing_that_was_not_begun_there(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await FilledAsync(trial);
        _ = (await AmendAsync(trial, WithoutVisit)).Value;

        Assert.Equal(new NoSuchForm("m6", "qpr-15"), (await trial.SaveAsync(Researcher, participant, "m6", "qpr-15", expectedVersion: 0, ("q1", "1"))).Refusal);
        _ = (await trial.AskAsync<VoidForm, FormVoided>(Researcher, new VoidForm(trial.TrialCode, participant, Mood6, 1, "Entered in error"))).Value;
        Assert.True(Assert.Single(await trial.HistoryAsync(participant, "low", Mood6)).IsVoid);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Stands_in_the_schedule_as_complete_and_taken_out(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        _ = await FilledAsync(trial);
        _ = (await AmendAsync(trial, WithoutVisit)).Value;

        var schedule = (await trial.AskAsync<ListSchedule, ListedSchedule>(Researcher, new ListSchedule(trial.TrialCode))).Value.Forms;
        var rater = (await trial.AskAsync<ListSchedule, ListedSchedule>("assessor S1", new ListSchedule(trial.TrialCode))).Value.Forms;

        Assert.Equal(["meetings", "mood"], schedule.Where(f => f.IsTakenOut).Select(f => f.FormCode).Order(StringComparer.Ordinal));
        Assert.All(schedule.Where(f => f.IsTakenOut), f => Assert.Equal(("m6", FormStatus.Complete, false), (f.VisitCode, f.Status, f.Required)));
        Assert.Equal(["mood"], rater.Where(f => f.IsTakenOut).Select(f => f.FormCode));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Tells_no_arm_to_the_blinded(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await FilledAsync(trial);
        var meetings = new FormAt("m6", "meetings");
        _ = (await AmendAsync(trial, WithoutVisit)).Value;

        Assert.Equal("3", (await trial.ShowAsync(participant, meetings)).Answers["held"]);
        Assert.Equal(
            new NoSuchForm("m6", "meetings"),
            (await trial.AskAsync<ShowForm, ShownForm>("assessor S1", new ShowForm(trial.TrialCode, participant, meetings))).Refusal);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task May_be_a_log_or_a_form_of_a_visit_that_stays(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await FilledAsync(trial);
        var withoutLog = JsonEdit.With(JsonEdit.With(Second, "logs[0]", value: null), "visits[1].forms[0]", value: null);
        _ = (await AmendAsync(trial, withoutLog)).Value;

        Assert.Equal("2027-01-01", (await trial.ShowAsync(participant, Contact)).Answers["on"]);
        Assert.Equal(2, (await trial.AskAsync<SaveLogEntry, LogEntrySaved>(Researcher, Entry(trial, participant, entry: 1, version: 1, "2027-01-02"))).Value.Saved.Version);
        Assert.Equal(new NoSuchLog("contacts"), (await trial.AskAsync<ShowForm, ShownForm>(
            Researcher, new ShowForm(trial.TrialCode, participant, Contact with { Instance = 2 }))).Refusal);
        Assert.Equal("5", (await trial.ShowAsync(participant, Mood6)).Answers["low"]);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Takes_no_new_entry_of_a_log(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await FilledAsync(trial);
        _ = (await AmendAsync(trial, JsonEdit.With(Second, "logs[0]", value: null))).Value;

        var added = await trial.AskAsync<SaveLogEntry, LogEntrySaved>(Researcher, Entry(trial, participant, entry: null, version: 0, "2027-01-02"));

        Assert.Equal(new NoSuchLog("contacts"), added.Refusal);
    }

    private static async Task<Guid> FilledAsync(TrialHost trial)
    {
        // A participant before this one, so that the block gives this one the arm with meetings if the first got the other.
        Guid participant;
        do
        {
            participant = await trial.EnrolWithBaselineAsync("S1");
        }
        while ((await trial.RandomiseAsync("S1", participant)).Value.Arm != "NEW");

        _ = (await trial.SaveAsync(Researcher, participant, "m6", "mood", expectedVersion: 0, ("low", "5"))).Value;
        _ = (await trial.SaveAsync(Researcher, participant, "m6", "meetings", expectedVersion: 0, ("held", "3"))).Value;
        _ = (await trial.AskAsync<SaveLogEntry, LogEntrySaved>(Researcher, Entry(trial, participant, entry: null, version: 0, "2027-01-01"))).Value;
        return participant;
    }

    private static SaveLogEntry Entry(TrialHost trial, Guid participant, int? entry, int version, string on) =>
        new(trial.TrialCode, participant, "contacts", entry, version, TrialHost.FirstDay, Answers(("on", on)), version == 0 ? null : "misread");

    private static Task<Outcome<AmendedProtocol>> AmendAsync(TrialHost trial, string json) =>
        trial.AskAsync<AmendProtocol, AmendedProtocol>("founder", new AmendProtocol(json));
}
