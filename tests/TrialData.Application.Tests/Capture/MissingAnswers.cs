using TrialData.Application.Capture;
using TrialData.Application.Protocol;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;
using static TrialData.Application.Tests.Capture.FormsInTests;

namespace TrialData.Application.Tests.Capture;

public sealed class MissingAnswers
{
    private static readonly string OnlyRefusals = JsonEdit.With(TestProtocol.Json, "forms[0].missingCodes", """["refused"]""");

    [Theory, OnSqlite, OnSqlServer]
    public async Task Complete_a_form_whose_item_is_required(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolAsync("S1");

        _ = (await trial.SaveAsync(MoodOf(trial, participant, 0) with { Missing = LowIs(Missing.Refused) })).Value;

        var shown = await trial.ShowAsync(participant);
        Assert.Equal((FormState.Complete, 1), (shown.State, shown.Version));
        Assert.Equal([KeyValuePair.Create("low", Missing.Refused)], shown.Missing);
        Assert.Empty(shown.Answers);
        Assert.Empty(await trial.ValuesAsync("mood"));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Follow_an_answer_and_are_followed_by_one_in_the_history(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolAsync("S1");
        _ = (await trial.SaveAsync(MoodOf(trial, participant, 0, ("low", "3")))).Value;
        _ = (await trial.SaveAsync(MoodOf(trial, participant, 1) with { Missing = LowIs(Missing.Unknown) })).Value;
        Assert.Empty(await trial.ValuesAsync("mood"));
        _ = (await trial.SaveAsync(MoodOf(trial, participant, 2, ("low", "4")))).Value;

        var history = await trial.HistoryAsync(participant, "low");

        Assert.Equal(
            [(3, "4", null, "misread"), (2, null, Missing.Unknown, "misread"), (1, "3", null, null)],
            history.Select(v => (v.FormVersion, v.Value, v.Missing, v.Reason)));
        Assert.All(history, value => Assert.Equal((Researcher, false), (value.SavedBy, value.IsVoid)));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Are_those_the_form_allows(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine, OnlyRefusals);
        var participant = await trial.EnrolAsync("S1");

        var refused = await trial.SaveAsync(MoodOf(trial, participant, 0) with { Missing = LowIs(Missing.NotDone) });

        Assert.Equal(("low", "cannot be missing as notDone, only as refused"), (refused.Refusal!.Faults[0].Place, refused.Refusal.Faults[0].Reason));
        Assert.False((await trial.SaveAsync(MoodOf(trial, participant, 0) with { Missing = LowIs(Missing.Refused) })).IsRefused);
    }

    [Fact]
    public void Score_as_unanswered()
    {
        var form = ProtocolLoader.Load(TestProtocol.Json).Value.FindForm("qpr-15")!;
        var answers = Enumerable.Range(1, 14).ToDictionary(i => FormattableString.Invariant($"q{i}"), _ => "2", StringComparer.Ordinal);

        var missing = AnswerCheck.Check(form, answers, new Dictionary<string, Missing>(StringComparer.Ordinal) { ["q15"] = Missing.Refused });

        Assert.Empty(missing.Faults);
        Assert.Equal(14, missing.Scores.Single(score => score.Id == "total").ItemsUsed);
    }

    private static Dictionary<string, Missing> LowIs(Missing why) => new(StringComparer.Ordinal) { ["low"] = why };
}
