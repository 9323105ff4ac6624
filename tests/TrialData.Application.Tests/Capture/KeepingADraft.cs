using TrialData.Application.Administration;
using TrialData.Application.Administration.Credentials;
using TrialData.Application.Capture;
using TrialData.Application.Capture.Drafts;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Capture;

public sealed class KeepingADraft
{
    private const string Researcher = "researcher S1";
    private const string Deputy = "deputy S1";

    [Theory, OnSqlite, OnSqlServer]
    public async Task Keeps_whatever_was_typed_for_its_author_alone(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        _ = (await trial.RegisterAsync(Deputy, Role.SiteResearcher, "S1")).Value;
        var participant = await trial.EnrolAsync("S1");
        (string, string)[] typed =
        [
            ("low", "eleven"), ("no such item", "3"), ("hours", string.Empty),
            ("note", "<script> =cmd() \0 \u202Eabc \U0001F600 \r\n" + new string('x', 1_000_000)),
        ];

        _ = (await KeepAsync(trial, Researcher, participant, baseVersion: 0, ("low", "1"))).Value;
        _ = (await KeepAsync(trial, Researcher, participant, baseVersion: 0, typed)).Value;

        Assert.Equal(typed.Order(), (await FindAsync(trial, Researcher, participant)).Value.Draft.Content.Answers.Select(a => (a.Key, a.Value)).Order());
        Assert.Equal(new NoSuchDraft("mood"), (await FindAsync(trial, Deputy, participant)).Refusal);
        Assert.Equal(new NoSuchParticipant(), (await FindAsync(trial, "researcher S2", participant)).Refusal);
        Assert.Equal("mood", Assert.Single((await ListAsync(trial, Researcher)).Drafts).FormCode);
        Assert.Empty((await ListAsync(trial, Deputy)).Drafts);
        Assert.Equal(1, await trial.CountAsync("FormDraft"));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_refused_above_two_megabytes(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolAsync("S1");

        var outcome = await KeepAsync(trial, Researcher, participant, baseVersion: 0, ("note", new string('é', 1024 * 1024)));

        Assert.Equal("request.invalid", outcome.Refusal?.Code);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Ends_with_the_save_of_its_author_and_with_no_other(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        _ = (await trial.RegisterAsync(Deputy, Role.SiteResearcher, "S1")).Value;
        var participant = await trial.EnrolAsync("S1");
        _ = (await KeepAsync(trial, Researcher, participant, baseVersion: 0, ("low", "1"))).Value;
        _ = (await KeepAsync(trial, Deputy, participant, baseVersion: 0, ("low", "2"))).Value;

        Assert.True((await trial.SaveAsync(Researcher, participant, "baseline", "mood", expectedVersion: 0, ("low", "11"))).IsRefused);
        Assert.Equal(2, await trial.CountAsync("FormDraft"));
        Assert.False((await trial.SaveAsync(Researcher, participant, "baseline", "mood", expectedVersion: 0, ("low", "1"))).IsRefused);

        Assert.True((await FindAsync(trial, Researcher, participant)).IsRefused);
        var behind = (await FindAsync(trial, Deputy, participant)).Value;
        Assert.True(behind.IsBehind);
        Assert.Equal([new ChangedItem("low", Researcher, trial.Clock.GetUtcNow())], behind.SavedMeanwhile);
    }

    // An autosave that was on its way while its author saved would lie there as if that were not saved.
    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_not_kept_where_the_form_was_saved_as_it_says(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolAsync("S1");
        _ = (await trial.SaveAsync(Researcher, participant, "baseline", "mood", expectedVersion: 0, ("low", "3"))).Value;
        var late = new KeepDraft(trial.TrialCode, participant, "baseline", "mood", BaseVersion: 0, FormsInTests.Answers(("low", "3"), ("note", string.Empty)), TrialHost.FirstDay);

        Assert.Equal(new DraftSavedAlready("mood"), (await trial.AskAsync<KeepDraft, KeptDraft>(Researcher, late)).Refusal);
        Assert.Equal(0, await trial.CountAsync("FormDraft"));
        Assert.False((await trial.AskAsync<KeepDraft, KeptDraft>(Researcher, late with { Answers = FormsInTests.Answers(("low", "4")) })).IsRefused);
        Assert.False((await trial.AskAsync<KeepDraft, KeptDraft>(Researcher, late with { CompletedOn = TrialHost.FirstDay.AddDays(-1) })).IsRefused);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_put_on_what_another_saved_and_loses_neither(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        _ = (await trial.RegisterAsync(Deputy, Role.SiteResearcher, "S1")).Value;
        var participant = await trial.EnrolAsync("S1");
        _ = (await trial.SaveAsync(Researcher, participant, "baseline", "mood", expectedVersion: 0, ("low", "3"), ("note", "calm"))).Value;
        _ = (await KeepAsync(trial, Deputy, participant, baseVersion: 1, ("low", " 03"), ("note", "tired"), ("works", "no"))).Value;
        _ = (await trial.SaveAsync(
            Researcher, participant, "baseline", "mood", expectedVersion: 1, "misheard", ("low", "4"), ("note", "restless"), ("since", "2020-01-01"))).Value;

        var rebased = (await trial.AskAsync<RebaseDraft, RebasedDraft>(Deputy, new RebaseDraft(trial.TrialCode, participant, "baseline", "mood"))).Value;

        Assert.Equal("note", Assert.Single(rebased.Items, item => item.IsInConflict).Item);
        var note = rebased.Items.Single(item => item.Item == "note");
        Assert.Equal(("calm", "tired", "restless", Researcher), (note.Base?.Value, note.Yours?.Value, note.Saved?.Value, note.By));
        Assert.Equal(
            [("low", "4"), ("note", "tired"), ("since", "2020-01-01"), ("works", "no")],
            rebased.Draft.Content.Answers.Select(a => (a.Key, a.Value)).Order());
        var answers = rebased.Draft.Content.Answers.Select(a => (a.Key, a.Value)).ToArray();
        Assert.Equal(3, (await trial.SaveAsync(Deputy, participant, "baseline", "mood", rebased.Draft.BaseVersion, "both kept", answers)).Value.Version);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Keeps_how_the_answers_came_in_and_why_they_change_when_it_is_put_on_what_another_saved(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolAsync("S1");
        _ = (await trial.SaveAsync(Researcher, participant, "baseline", "mood", expectedVersion: 0, ("low", "3"))).Value;
        var draft = new KeepDraft(trial.TrialCode, participant, "baseline", "mood", BaseVersion: 1, FormsInTests.Answers(("low", "4"))) { Mode = CaptureMode.Phone, Reason = "Asked again" };
        _ = (await trial.AskAsync<KeepDraft, KeptDraft>(Researcher, draft)).Value;

        var rebased = (await trial.AskAsync<RebaseDraft, RebasedDraft>(Researcher, new RebaseDraft(trial.TrialCode, participant, "baseline", "mood"))).Value.Draft.Content;
        var found = (await FindAsync(trial, Researcher, participant)).Value.Draft.Content;

        Assert.Equal((CaptureMode.Phone, "Asked again"), (rebased.Mode, rebased.Reason));
        Assert.Equal((CaptureMode.Phone, "Asked again"), (found.Mode, found.Reason));
        Assert.Equal("request.invalid", (await trial.AskAsync<KeepDraft, KeptDraft>(Researcher, draft with { Reason = new string('é', 1024 * 1024) })).Refusal?.Code);
        Assert.Equal("request.invalid", (await trial.AskAsync<KeepDraft, KeptDraft>(Researcher, draft with { Reason = "half \uD83D" })).Refusal?.Code);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_there_in_a_house_opened_after_the_first_was_lost(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolAsync("S1");
        _ = (await KeepAsync(trial, Researcher, participant, baseVersion: 0, ("low", "1"))).Value;

        await using var second = trial.Neighbour();

        Assert.Equal("1", (await FindAsync(second, Researcher, participant)).Value.Draft.Content.Answers["low"]);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Of_a_log_is_one_for_a_new_entry_and_one_for_each_that_is_there(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolAsync("S1");
        _ = await LogEntries.AddAsync(trial, participant, ("on", "2027-01-01"), ("about", "housing"));

        _ = await LogEntries.KeepAsync(trial, participant, FormAt.NewEntry, baseVersion: 0, ("on", "2027"));
        _ = await LogEntries.KeepAsync(trial, participant, FormAt.NewEntry, baseVersion: 0, ("on", "2027-01-02"));
        _ = await LogEntries.KeepAsync(trial, participant, entry: 1, baseVersion: 1, ("on", "2027-01-03"));

        Assert.Equal([1, FormAt.NewEntry], (await ListAsync(trial, Researcher)).Drafts.Select(d => d.Instance));
        Assert.All((await ListAsync(trial, Researcher)).Drafts, d => Assert.Equal((null, "contacts"), (d.VisitCode, d.FormCode)));
        _ = await LogEntries.AddAsync(trial, participant, ("on", "2027-01-02"));
        Assert.Equal(new NoSuchDraft("contacts"), (await LogEntries.FindAsync(trial, participant, FormAt.NewEntry)).Refusal);
        Assert.Equal("2027-01-03", (await LogEntries.FindAsync(trial, participant, entry: 1)).Value.Draft.Content.Answers["on"]);
        Assert.Equal(0, await trial.CountAsync("AuditEvent WHERE UseCase = 'KeepDraft' AND Subject NOT LIKE 'S1-0001/contacts/%'"));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Of_a_log_entry_is_put_on_what_another_saved(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        _ = (await trial.RegisterAsync(Deputy, Role.SiteResearcher, "S1")).Value;
        var participant = await trial.EnrolAsync("S1");
        _ = await LogEntries.AddAsync(trial, participant, ("on", "2027-01-01"), ("about", "housing"));
        _ = await LogEntries.KeepAsync(trial, participant, entry: 1, baseVersion: 1, ("on", "2027-01-02"), ("about", "housing"));
        _ = (await trial.AskAsync<SaveLogEntry, LogEntrySaved>(Deputy, new SaveLogEntry(
            trial.TrialCode, participant, "contacts", Entry: 1, ExpectedVersion: 1, TrialHost.FirstDay,
            FormsInTests.Answers(("on", "2027-01-01"), ("about", "work")), "misheard"))).Value;

        Assert.Equal(["about"], (await LogEntries.FindAsync(trial, participant, entry: 1)).Value.SavedMeanwhile.Select(item => item.Item));
        var rebased = (await trial.AskAsync<RebaseDraft, RebasedDraft>(
            Researcher, new RebaseDraft(trial.TrialCode, participant, VisitCode: null, "contacts"))).Value;

        Assert.Equal([("about", "work"), ("on", "2027-01-02")], rebased.Draft.Content.Answers.Select(a => (a.Key, a.Value)).Order());
        Assert.Equal(2, rebased.Draft.BaseVersion);
        _ = (await trial.AskAsync<DropDraft, DroppedDraft>(Researcher, new DropDraft(trial.TrialCode, participant, VisitCode: null, "contacts"))).Value;
        Assert.Equal(0, await trial.CountAsync("FormDraft"));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_there_after_a_session_that_ended_in_the_middle(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolAsync("S1");
        var eva = await Person.InviteAsync(trial, "eva", "seven green bicycles");
        _ = (await trial.GrantAsync("eva", Role.SiteResearcher, "S1")).Value;
        var session = (await eva.SetUpAsync()).SignedIn.Session;
        var before = (await trial.Door.FindActorAsync(session, CancellationToken.None)).Value;
        _ = (await trial.Door.AskAsync<KeepDraft, KeptDraft>(
            before, new KeepDraft(trial.TrialCode, participant, "baseline", "mood", BaseVersion: 0, FormsInTests.Answers(("low", "7"))), CancellationToken.None)).Value;

        trial.Clock.MoveTo(trial.Clock.GetUtcNow() + SignInPolicy.IdleLimit + TimeSpan.FromMinutes(1));
        Assert.True((await trial.Door.FindActorAsync(session, CancellationToken.None)).IsRefused);
        var again = (await eva.SignInFullyAsync()).Value.Session;
        var after = (await trial.Door.FindActorAsync(again, CancellationToken.None)).Value;

        var found = await trial.Door.AskAsync<FindDraft, FoundDraft>(
            after, new FindDraft(trial.TrialCode, participant, "baseline", "mood"), CancellationToken.None);
        Assert.Equal("7", found.Value.Draft.Content.Answers["low"]);
    }

    private static Task<Outcome<KeptDraft>> KeepAsync(
        TrialHost trial, string actor, Guid participant, int baseVersion, params (string Item, string Answer)[] answers) => trial.AskAsync<KeepDraft, KeptDraft>(
        actor,
        new KeepDraft(trial.TrialCode, participant, "baseline", "mood", baseVersion, answers.ToDictionary(a => a.Item, a => a.Answer, StringComparer.Ordinal)));

    private static Task<Outcome<FoundDraft>> FindAsync(TrialHost trial, string actor, Guid participant) =>
        trial.AskAsync<FindDraft, FoundDraft>(actor, new FindDraft(trial.TrialCode, participant, "baseline", "mood"));

    private static async Task<ListedDrafts> ListAsync(TrialHost trial, string actor) =>
        (await trial.AskAsync<ListDrafts, ListedDrafts>(actor, new ListDrafts(trial.TrialCode))).Value;

    /// <summary>The log of contacts, as its researcher types and saves it.</summary>
    private static class LogEntries
    {
        public static async Task<LogEntrySaved> AddAsync(TrialHost trial, Guid participant, params (string Item, string Answer)[] answers) =>
            (await trial.AskAsync<SaveLogEntry, LogEntrySaved>(Researcher, new SaveLogEntry(
                trial.TrialCode, participant, "contacts", Entry: null, ExpectedVersion: 0, TrialHost.FirstDay, FormsInTests.Answers(answers)))).Value;

        public static async Task<KeptDraft> KeepAsync(
            TrialHost trial, Guid participant, int entry, int baseVersion, params (string Item, string Answer)[] answers) =>
            (await trial.AskAsync<KeepDraft, KeptDraft>(Researcher, new KeepDraft(
                trial.TrialCode, participant, VisitCode: null, "contacts", baseVersion, FormsInTests.Answers(answers))
            { Instance = entry })).Value;

        public static Task<Outcome<FoundDraft>> FindAsync(TrialHost trial, Guid participant, int entry) => trial.AskAsync<FindDraft, FoundDraft>(
            Researcher, new FindDraft(trial.TrialCode, participant, VisitCode: null, "contacts") { Instance = entry });
    }
}
