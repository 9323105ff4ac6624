using TrialData.Storage;
using TrialData.Testing;
using Xunit;
using static TrialData.Application.Tests.Capture.FormsInTests;

namespace TrialData.Application.Tests.Capture;

/// <summary>A check that prompted a correction leaves the first value typed, and no text about a person.</summary>
public sealed class FailedChecksInTheTrail
{
    [Theory, OnSqlite, OnSqlServer]
    public async Task Name_the_item_the_reason_and_what_was_typed(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolAsync("S1");

        _ = await trial.SaveAsync(MoodOf(trial, participant, 0, ("low", "11"), ("since", "31/12/2026"), ("works", "sometimes, says the mother"), ("name", "secret")));
        _ = (await trial.SaveAsync(MoodOf(trial, participant, 0, ("low", "1")))).Value;

        Assert.Equal("11: must be from 0 to 10", await ValueAsync(trial, "low"));
        Assert.Equal("31/12/2026: must be a day written yyyy-MM-dd", await ValueAsync(trial, "since"));
        Assert.Equal("26 characters: must be yes or no", await ValueAsync(trial, "works"));
        Assert.Equal(0, await trial.CountAsync("AuditEvent WHERE Field = 'name' OR NewValue LIKE '%secret%' OR Reason LIKE 'name is%'"));
        Assert.Equal(1, await trial.CountAsync("AuditEvent WHERE UseCase = 'SaveForm' AND Result = 'done' AND Field = 'answers'"));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Never_hold_a_free_text(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolAsync("S1");

        _ = await trial.SaveAsync(MoodOf(trial, participant, 0, ("low", "3"), ("note", "07700\0")));

        Assert.Equal("6 characters: holds a control character", await ValueAsync(trial, "note"));
    }

    private static async Task<string> ValueAsync(TrialHost trial, string item)
    {
        var where = $"FROM AuditEvent WHERE Result = 'form.invalid' AND Field = '{item}'";
        return $"{await trial.ValueAsync($"SELECT NewValue {where}")}: {await trial.ValueAsync($"SELECT Reason {where}")}";
    }
}
