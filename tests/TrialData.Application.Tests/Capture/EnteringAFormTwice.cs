using TrialData.Application.Administration;
using TrialData.Application.Capture;
using TrialData.Application.Capture.Drafts;
using TrialData.Application.Capture.Entries;
using TrialData.Application.Pipeline;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Capture;

public sealed class EnteringAFormTwice
{
    private const string NeverThousand = """
        { "id": "thousand", "message": "is a thousand to the step", "severity": "error", "when": { "item": "steps", "is": "equals", "value": "1000" } }
        """;

    private const string SameAsMood = """
        { "id": "mood-first", "message": "does not go with a mood of 3", "severity": "error",
          "when": { "all": [{ "item": "steps", "is": "answered" }, { "form": "mood", "item": "low", "is": "equals", "value": "3" }] } }
        """;

    private const string First = "researcher S1";
    private const string Second = "deputy S1";
    private const string Third = "third S1";
    private const string Investigator = "investigator S1";

    [Theory, OnSqlite, OnSqlServer]
    public async Task Saves_at_once_what_both_entered_alike(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await ReadyAsync(trial);

        var first = (await EnterAsync(trial, First, participant, ("steps", "812"))).Value;
        Assert.Equal(new EnteredByYou("paper"), (await EnterAsync(trial, First, participant, ("steps", "812"))).Refusal);
        Assert.Equal(new EnteredTwice("paper"), (await trial.SaveAsync(First, participant, "m6", "paper", expectedVersion: 0, ("steps", "812"))).Refusal);
        Assert.Equal(new NotEnteredByBoth("paper"), (await CompareAsync(trial, participant)).Refusal);
        var second = (await EnterAsync(trial, Second, participant, ("steps", " 0812"))).Value;

        Assert.Null(first.Saved);
        Assert.Equal(1, second.Saved?.Version);
        Assert.Equal(new EnteredAlready("paper"), (await EnterAsync(trial, Third, participant, ("steps", "1"))).Refusal);
        Assert.Equal("form.reason-needed", (await trial.SaveAsync(First, participant, "m6", "paper", expectedVersion: 1, ("steps", "813"))).Refusal?.Code);
        Assert.Equal(2, (await trial.SaveAsync(First, participant, "m6", "paper", expectedVersion: 1, "misread", ("steps", "813"))).Value.Version);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Says_who_entered_it_to_those_who_enter_and_settle(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await ReadyAsync(trial);

        Assert.Empty((await ShowAsync(First, "paper")).Value.Entries);
        _ = (await EnterAsync(trial, First, participant, ("steps", "812"))).Value;
        _ = (await EnterAsync(trial, Second, participant, ("steps", "821"))).Value;

        var now = trial.Clock.GetUtcNow();
        Assert.Equal([new MadeEntry(1, First, now, IsYours: false), new MadeEntry(2, Second, now, IsYours: true)], (await ShowAsync(Second, "paper")).Value.Entries);
        Assert.False((await ShowAsync(Investigator, "paper")).Value.HasYours);
        Assert.Equal(new FormNotYours("paper"), (await ShowAsync("assessor S1", "paper")).Refusal);
        Assert.Equal(new NotEnteredTwice("mood"), (await ShowAsync(First, "mood")).Refusal);
        _ = (await RemoveAsync(trial, First, participant)).Value;
        Assert.Empty((await ShowAsync(First, "paper")).Value.Entries);

        Task<Outcome<ShownEntries>> ShowAsync(string actor, string form) =>
            trial.AskAsync<ShowEntries, ShownEntries>(actor, new ShowEntries(trial.TrialCode, participant, "m6", form));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Takes_an_unlikely_answer_that_both_read_alike(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(
            engine, TestProtocol.Json.Replace("\"maximum\": 90000", "\"maximum\": 90000, \"expected\": { \"from\": 0, \"to\": 500 }", StringComparison.Ordinal));
        var participant = await ReadyAsync(trial);
        _ = (await EnterAsync(trial, First, participant, ("steps", "812"))).Value;

        Assert.Equal(1, (await EnterAsync(trial, Second, participant, ("steps", "812"))).Value.Saved?.Version);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_refused_to_the_first_where_a_rule_is_broken_and_nothing_is_kept(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine, With(NeverThousand));
        var participant = await ReadyAsync(trial);
        _ = await KeepDraftAsync(trial, First, participant, "1000");

        var refused = await EnterAsync(trial, First, participant, ("steps", "1000"));

        Assert.Equal(("form.invalid", "thousand"), (refused.Refusal?.Code, refused.Refusal?.Faults.Single().Place));
        Assert.Equal((0, 1), (await trial.CountAsync("FormEntry"), await trial.CountAsync("FormDraft")));
        Assert.Equal("1000", await trial.ValueAsync("SELECT NewValue FROM AuditEvent WHERE UseCase = 'EnterForm' AND Result = 'form.invalid' AND Field = 'steps'"));
        Assert.Equal(1, (await EnterAsync(trial, First, participant, ("steps", "999"))).Value.Turn);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Keeps_the_second_entry_with_its_form_or_neither(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine, With(SameAsMood));
        var participant = await ReadyAsync(trial);
        _ = (await EnterAsync(trial, First, participant, ("steps", "812"))).Value;
        _ = (await trial.SaveAsync(First, participant, "m6", "mood", expectedVersion: 0, ("low", "3"))).Value;
        _ = await KeepDraftAsync(trial, Second, participant, "812");

        var refused = await EnterAsync(trial, Second, participant, ("steps", "812"));

        Assert.Equal(("form.invalid", "mood-first"), (refused.Refusal?.Code, refused.Refusal?.Faults.Single().Place));
        Assert.Equal((1, 0), (await trial.CountAsync("FormEntry"), await trial.CountAsync("Form WHERE Code = 'paper'")));
        Assert.Equal(1, await trial.CountAsync("FormDraft"));
        Assert.Equal(1, await trial.CountAsync("AuditEvent WHERE UseCase = 'EnterForm' AND Result = 'form.invalid' AND Field = 'steps'"));
        Assert.Equal(0, await trial.CountAsync("AuditEvent WHERE UseCase = 'EnterForm' AND Result = 'form.invalid' AND Field = 'entry'"));
        Assert.Equal(2, (await trial.SaveAsync(First, participant, "m6", "mood", expectedVersion: 1, "misread", ("low", "4"))).Value.Version);
        Assert.Equal(1, (await EnterAsync(trial, Second, participant, ("steps", "812"))).Value.Saved?.Version);
        Assert.Equal((2, 0), (await trial.CountAsync("FormEntry"), await trial.CountAsync("FormDraft")));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_settlement_that_is_refused_settles_nothing(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine, With(NeverThousand));
        var participant = await ReadyAsync(trial);
        _ = (await EnterAsync(trial, First, participant, ("steps", "812"))).Value;
        _ = (await EnterAsync(trial, Second, participant, ("steps", "821"))).Value;

        var refused = await SettleAsync(trial, Investigator, participant, new EntryChoice("steps", Turn: null, new AnswerChange("1000"), "Neither"));

        Assert.Equal("form.invalid", refused.Refusal?.Code);
        Assert.Equal((0, 0), (await trial.CountAsync("Form WHERE Code = 'paper'"), await trial.CountAsync("AuditEvent WHERE UseCase = 'AdjudicateForm' AND NewValue = 'neither'")));
        Assert.Equal(1, (await SettleAsync(trial, Investigator, participant, new EntryChoice("steps", Turn: 1))).Value.Version);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task What_differs_is_settled_by_somebody_else(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await ReadyAsync(trial);
        _ = (await EnterAsync(trial, First, participant, ("steps", "812"), ("words", "well"))).Value;
        var second = (await EnterAsync(trial, Second, participant, ("steps", "821"), ("words", "ill"))).Value;
        EntryChoice[] choices = [new("steps", Turn: 2), new("words", Turn: null, new AnswerChange("still"), "Neither could read it")];

        Assert.Equal(["steps", "words"], second.Differing);
        Assert.Equal(
            [new EntryDifference("steps", new AnswerChange("812"), new AnswerChange("821")), new EntryDifference("words", new AnswerChange("well"), new AnswerChange("ill"))],
            (await CompareAsync(trial, participant)).Value.Items);
        Assert.Equal(new EnteredByYou("paper"), (await SettleAsync(trial, Second, participant, choices)).Refusal);
        Assert.Equal("entry.not-settled", (await SettleAsync(trial, Investigator, participant, choices[0])).Refusal?.Code);
        Assert.Equal("request.invalid", (await SettleAsync(trial, Investigator, participant, choices[0], choices[1] with { Reason = null })).Refusal?.Code);
        Assert.Equal(1, (await SettleAsync(trial, Investigator, participant, choices)).Value.Version);
        Assert.Equal([("steps", "821"), ("words", "still")], (await trial.ValuesAsync("paper")).Select(v => (v.Name, v.Value)).Order());
        Assert.Equal(1, await trial.CountAsync("AuditEvent WHERE Field = 'words' AND NewValue = 'neither' AND Reason = 'Neither could read it'"));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_for_forms_of_which_the_protocol_asks_it_and_for_answers_that_can_be(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await ReadyAsync(trial);

        Assert.Equal(new NotEnteredTwice("mood"), (await EnterAsync(trial, First, participant, "mood", ("low", "3"))).Refusal);
        Assert.Equal("form.invalid", (await EnterAsync(trial, First, participant, ("steps", "many"))).Refusal?.Code);
        Assert.Equal("form.identifier-suspected", (await EnterAsync(trial, First, participant, ("steps", "1"), ("words", "ring 07700 900123"))).Refusal?.Code);
        Assert.Equal(0, await trial.CountAsync("FormEntry"));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Begins_anew_where_the_form_became_void(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await ReadyAsync(trial);
        _ = (await EnterAsync(trial, First, participant, ("steps", "5"))).Value;
        _ = (await EnterAsync(trial, Second, participant, ("steps", "5"))).Value;
        _ = (await trial.AskAsync<VoidForm, FormVoided>(First, new VoidForm(trial.TrialCode, participant, new FormAt("m6", "paper"), 1, "Of another day"))).Value;

        Assert.Equal(new NotEnteredByBoth("paper"), (await SettleAsync(trial, Investigator, participant)).Refusal);
        Assert.Equal(new NoEntries("paper"), (await RemoveAsync(trial, First, participant)).Refusal);
        Assert.Null((await EnterAsync(trial, First, participant, ("steps", "7"))).Value.Saved);
        Assert.Equal(["steps"], (await EnterAsync(trial, Second, participant, ("steps", "8"))).Value.Differing);
        Assert.Equal(2, (await SettleAsync(trial, Investigator, participant, new EntryChoice("steps", Turn: 2))).Value.Version);

        Assert.Equal("8", Assert.Single(await trial.ValuesAsync("paper")).Value);
        Assert.Equal((2, 2), (await trial.CountAsync("FormEntry WHERE Round = 1"), await trial.CountAsync("FormEntry WHERE Round = 2")));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Begins_anew_where_the_form_moved_away(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var (wrong, right) = (await ReadyAsync(trial), await trial.EnrolWithBaselineAsync("S1"));
        _ = (await trial.RandomiseAsync("S1", right)).Value;
        _ = (await EnterAsync(trial, First, wrong, ("steps", "5"))).Value;
        _ = (await EnterAsync(trial, Second, wrong, ("steps", "5"))).Value;
        _ = (await trial.AskAsync<MoveForm, FormMoved>(
            First, new MoveForm(trial.TrialCode, wrong, new FormAt("m6", "paper"), 1, right, "Two charts on one desk"))).Value;

        Assert.Equal(1, (await EnterAsync(trial, Second, wrong, ("steps", "9"))).Value.Turn);
        Assert.Equal(2, (await EnterAsync(trial, First, wrong, ("steps", "9"))).Value.Saved?.Version);
        Assert.Equal(new EnteredAlready("paper"), (await EnterAsync(trial, Third, right, ("steps", "5"))).Refusal);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Nothing_moves_onto_entries_that_wait_for_a_second(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var (wrong, right) = (await ReadyAsync(trial), await trial.EnrolWithBaselineAsync("S1"));
        _ = (await trial.RandomiseAsync("S1", right)).Value;
        _ = (await EnterAsync(trial, First, wrong, ("steps", "5"))).Value;
        _ = (await EnterAsync(trial, Second, wrong, ("steps", "5"))).Value;
        _ = (await EnterAsync(trial, First, right, ("steps", "7"))).Value;
        var move = new MoveForm(trial.TrialCode, wrong, new FormAt("m6", "paper"), 1, right, "Two charts on one desk");

        Assert.Equal(new EntriesPending("S1-0002/m6/paper"), (await trial.AskAsync<MoveForm, FormMoved>(First, move)).Refusal);

        _ = (await RemoveAsync(trial, First, right)).Value;
        Assert.False((await trial.AskAsync<MoveForm, FormMoved>(First, move)).IsRefused);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Entries_of_which_no_form_came_can_be_made_void(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await ReadyAsync(trial);
        _ = (await EnterAsync(trial, First, participant, ("steps", "5"))).Value;
        _ = (await EnterAsync(trial, Second, participant, ("steps", "6"))).Value;

        Assert.Equal("request.invalid", (await RemoveAsync(trial, First, participant, reason: " ")).Refusal?.Code);
        Assert.Equal(new EntriesRemoved("paper", 2), (await RemoveAsync(trial, First, participant)).Value);

        Assert.Equal(new NotEnteredByBoth("paper"), (await CompareAsync(trial, participant)).Refusal);
        Assert.Equal(1, (await EnterAsync(trial, Second, participant, ("steps", "8"))).Value.Turn);
        Assert.Equal(1, (await EnterAsync(trial, First, participant, ("steps", "8"))).Value.Saved?.Version);
        Assert.Equal(new EntriesSaved("paper"), (await RemoveAsync(trial, First, participant)).Refusal);
        Assert.Equal(1, await trial.CountAsync("AuditEvent WHERE UseCase = 'RemoveEntries' AND Field = 'entries' AND OldValue = '2' AND Reason = 'Of another participant'"));
    }

    private static Task<Outcome<EntriesRemoved>> RemoveAsync(TrialHost trial, string actor, Guid participant, string reason = "Of another participant") =>
        trial.AskAsync<RemoveEntries, EntriesRemoved>(actor, new RemoveEntries(trial.TrialCode, participant, "m6", "paper", reason));

    private static string With(string rule) => JsonEdit.With(TestProtocol.Json, "forms[4].rules", $"[{rule}]");

    private static async Task<KeptDraft> KeepDraftAsync(TrialHost trial, string actor, Guid participant, string steps) => (await trial.AskAsync<KeepDraft, KeptDraft>(
        actor, new KeepDraft(trial.TrialCode, participant, "m6", "paper", BaseVersion: 0, FormsInTests.Answers(("steps", steps))))).Value;

    private static async Task<Guid> ReadyAsync(TrialHost trial)
    {
        _ = (await trial.RegisterAsync(Second, Role.SiteResearcher, "S1")).Value;
        _ = (await trial.RegisterAsync(Third, Role.SiteResearcher, "S1")).Value;
        var participant = await trial.EnrolWithBaselineAsync("S1");
        _ = (await trial.RandomiseAsync("S1", participant)).Value;
        return participant;
    }

    private static Task<Outcome<EnteredForm>> EnterAsync(TrialHost trial, string actor, Guid participant, params (string Item, string Answer)[] answers) =>
        EnterAsync(trial, actor, participant, "paper", answers);

    private static Task<Outcome<EnteredForm>> EnterAsync(
        TrialHost trial, string actor, Guid participant, string form, params (string Item, string Answer)[] answers) => trial.AskAsync<EnterForm, EnteredForm>(
        actor,
        new EnterForm(trial.TrialCode, participant, "m6", form, TrialHost.FirstDay, answers.ToDictionary(a => a.Item, a => a.Answer, StringComparer.Ordinal)));

    private static Task<Outcome<EntryComparison>> CompareAsync(TrialHost trial, Guid participant) =>
        trial.AskAsync<CompareEntries, EntryComparison>(Third, new CompareEntries(trial.TrialCode, participant, "m6", "paper"));

    private static Task<Outcome<FormSaved>> SettleAsync(TrialHost trial, string actor, Guid participant, params EntryChoice[] choices) =>
        trial.AskAsync<AdjudicateForm, FormSaved>(actor, new AdjudicateForm(trial.TrialCode, participant, "m6", "paper", choices));
}
