using TrialData.Application.Capture;
using TrialData.Application.Protocol;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;
using static TrialData.Application.Tests.Capture.FormsInTests;

namespace TrialData.Application.Tests.Capture;

/// <summary>Unlikely answers, and rules across items and forms.</summary>
public sealed class RulesOfAForm
{
    private const string SinceRule = """
        { "id": "since_late", "message": "the day is after the form was completed", "severity": "error",
          "when": { "item": "since", "is": "after", "than": { "day": "completedOn" } } }
        """;

    private const string WorseRule = """
        { "id": "much_worse", "message": "works and is lower than ever", "severity": "warning",
          "when": { "all": [{ "item": "low", "is": "atLeast", "value": "9" }, { "item": "works", "is": "oneOf", "values": ["yes"] }] } }
        """;

    private const string ChangeRule = """
        { "id": "same_as_before", "message": "is the same as at baseline", "severity": "warning",
          "when": { "all": [
            { "day": "completedOn", "is": "after", "value": "2027-01-04" },
            { "item": "low", "is": "equals", "than": { "visit": "baseline", "form": "mood", "item": "low" } }] } }
        """;

    private static readonly string Unlikely = JsonEdit.With(TestProtocol.Json, "forms[0].items[0].expected", """{ "from": 2, "to": 8 }""");

    [Theory, OnSqlite, OnSqlServer]
    public async Task An_unlikely_answer_is_taken_once_confirmed_and_not_asked_about_again(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine, Unlikely);
        var participant = await trial.EnrolAsync("S1");

        var refused = await trial.SaveAsync(MoodOf(trial, participant, 0, ("low", "9")));
        Assert.Equal("form.unlikely", refused.Refusal?.Code);
        Assert.Equal("low: '9': is unlikely: 2 to 8 is expected", Assert.Single(refused.Refusal!.Faults).ToString());
        Assert.Equal("9", await trial.ValueAsync("SELECT NewValue FROM AuditEvent WHERE Result = 'form.unlikely' AND Field = 'low'"));
        _ = (await trial.SaveAsync(MoodOf(trial, participant, 0, ("low", "9")) with { Confirmed = ["low"] })).Value;
        _ = (await trial.SaveAsync(MoodOf(trial, participant, 1, ("low", "9"), ("works", "no")))).Value;

        Assert.Equal(1, await trial.CountAsync("AuditEvent WHERE Field = 'confirmed' AND NewValue LIKE 'low: %'"));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task An_error_refuses_and_a_warning_is_confirmed(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine, With($"[{SinceRule}, {WorseRule}]"));
        var participant = await trial.EnrolAsync("S1");

        var error = await trial.SaveAsync(MoodOf(trial, participant, 0, ("low", "9"), ("since", "2027-01-05")) with { Confirmed = ["since_late"] });
        Assert.Equal(("form.invalid", "since_late"), (error.Refusal?.Code, error.Refusal?.Faults.Single().Place));
        Assert.Equal("2027-01-05", await trial.ValueAsync("SELECT NewValue FROM AuditEvent WHERE Result = 'form.invalid' AND Field = 'since'"));
        var warning = await trial.SaveAsync(MoodOf(trial, participant, 0, ("low", "9"), ("works", "yes")));
        Assert.Equal(("form.unlikely", "much_worse"), (warning.Refusal?.Code, warning.Refusal?.Faults.Single().Place));
        Assert.False((await trial.SaveAsync(MoodOf(trial, participant, 0, ("low", "9"), ("works", "yes")) with { Confirmed = ["much_worse"] })).IsRefused);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_rule_looks_at_another_form_and_is_silent_where_that_is_missing(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine, With($"[{ChangeRule}]"));
        var participant = await trial.EnrolWithBaselineAsync("S1");
        _ = (await trial.RandomiseAsync("S1", participant)).Value;
        trial.Clock.MoveTo(trial.Clock.GetUtcNow().AddDays(183));

        var same = await trial.SaveAsync(Researcher, participant, "m6", "mood", expectedVersion: 0, ("low", "3"));
        Assert.Equal("same_as_before", same.Refusal?.Faults.Single().Place);
        Assert.False((await trial.SaveAsync(Researcher, participant, "m6", "mood", expectedVersion: 0, ("low", "4"))).IsRefused);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_form_is_not_moved_to_whose_window_it_breaks(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine, With("""
            [{ "id": "early", "message": "was completed before the window opens", "severity": "error",
               "when": { "day": "completedOn", "is": "before", "than": { "day": "windowOpens" } } }]
            """));
        var earlier = await trial.EnrolAsync("S1");
        _ = (await trial.SaveAsync(MoodOf(trial, earlier, 0, ("low", "3")))).Value;
        trial.Clock.MoveTo(trial.Clock.GetUtcNow().AddDays(3));
        var later = await trial.EnrolAsync("S1");

        var moved = await trial.AskAsync<MoveForm, FormMoved>(
            Researcher, new MoveForm(trial.TrialCode, earlier, new FormAt("baseline", "mood"), 1, later, "Two charts on one desk"));

        Assert.Equal(("form.cannot-stand-there", "early"), (moved.Refusal?.Code, moved.Refusal?.Faults.Single().Place));
        Assert.Equal(1, await trial.CountAsync("Form WHERE VoidedAt IS NULL"));
    }

    [Theory]
    [InlineData("""{ "item": "lwo", "is": "answered" }""", "$.forms[0].rules[0].when.item")]
    [InlineData("""{ "item": "low", "is": "after", "value": "soon" }""", "$.forms[0].rules[0].when.value")]
    [InlineData("""{ "item": "low", "is": "after", "than": { "item": "since" } }""", "$.forms[0].rules[0].when.than")]
    [InlineData("""{ "item": "works", "is": "after", "value": "yes" }""", "$.forms[0].rules[0].when.is")]
    [InlineData("""{ "item": "works", "is": "oneOf", "values": ["yes", "perhaps"] }""", "$.forms[0].rules[0].when.values[1]")]
    [InlineData("""{ "item": "low", "form": "moods", "is": "answered" }""", "$.forms[0].rules[0].when.form")]
    [InlineData("""{ "item": "low", "form": "mood", "visit": "m12", "is": "answered" }""", "$.forms[0].rules[0].when.visit")]
    [InlineData("""{ "item": "held", "form": "meetings", "visit": "m6", "is": "answered" }""", "$.forms[0].rules[0].when.form")]
    [InlineData("""{ "all": [{ "item": "low", "is": "answered" }, { "not": { "item": "x", "is": "answered" } }] }""", "$.forms[0].rules[0].when.all[1].not.item")]
    [InlineData("""{ "item": "low", "is": "near", "value": "1" }""", "$.forms[0].rules[0].when.is")]
    [InlineData("""{ "day": "someday", "is": "after", "value": "2027" }""", "$.forms[0].rules[0].when.day")]
    [InlineData("""{ "item": "low", "is": "after" }""", "$.forms[0].rules[0].when")]
    public void A_faulty_rule_is_named_by_its_path(string when, string path)
    {
        var loaded = ProtocolLoader.Load(With($$"""[{ "id": "r", "message": "m", "severity": "error", "when": {{when}} }]"""));

        Assert.Contains(path, loaded.Refusal!.Faults.Select(f => f.Place));
    }

    private static string With(string rules) => JsonEdit.With(TestProtocol.Json, "forms[0].rules", rules);
}
