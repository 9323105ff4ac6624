using TrialData.Application.Administration;
using TrialData.Application.Capture;
using TrialData.Application.Capture.Entries;
using TrialData.Application.Pipeline;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Capture;

public sealed class EnteringAFormTwice
{
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
    public async Task Takes_an_unlikely_answer_that_both_read_alike(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(
            engine, TestProtocol.Json.Replace("\"maximum\": 90000", "\"maximum\": 90000, \"expected\": { \"from\": 0, \"to\": 500 }", StringComparison.Ordinal));
        var participant = await ReadyAsync(trial);
        _ = (await EnterAsync(trial, First, participant, ("steps", "812"))).Value;

        Assert.Equal(1, (await EnterAsync(trial, Second, participant, ("steps", "812"))).Value.Saved?.Version);
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
