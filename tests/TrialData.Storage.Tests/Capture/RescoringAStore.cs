using TrialData.Application.Capture.Rescoring;
using TrialData.Testing;
using Xunit;
using static System.FormattableString;

namespace TrialData.Storage.Tests.Capture;

public sealed class RescoringAStore
{
    [Theory, OnSqlite]
    public async Task Finds_every_score_as_stored_and_one_that_was_edited(Engine engine)
    {
        await using var host = await TrialHost.OpenAsync(engine);
        var participant = await host.EnrolWithBaselineAsync("S1");
        _ = (await host.RandomiseAsync("S1", participant)).Value;
        _ = (await host.SaveAsync("researcher S1", participant, "m6", "qpr-15", expectedVersion: 0, Answers("2"))).Value;
        _ = (await host.SaveAsync("researcher S1", participant, "m6", "qpr-15", expectedVersion: 1, "misread", Answers("3"))).Value;

        var sound = await CheckAsync(host);
        var store = new RawStore(host.Location);
        await store.ExecuteAsync("DROP TRIGGER Score_NoUpdate; UPDATE Score SET Value = '31' WHERE FormVersion = 1");
        var edited = await CheckAsync(host);

        Assert.Equal((1, 2, 0), (sound.Forms, sound.Scores, sound.DifferenceCount));
        var difference = Assert.Single(edited.Differences);
        Assert.Equal(("S1-0001", "m6", 1, "total", "31", "30"), (difference.Participant, difference.Visit, difference.FormVersion, difference.Score, difference.Stored, difference.Computed));
    }

    private static async Task<CheckedScores> CheckAsync(TrialHost host) =>
        (await host.AskAsync<RescoreCheck, CheckedScores>("researcher S1", new RescoreCheck(host.TrialCode))).Value;

    private static (string, string)[] Answers(string each) => [.. Enumerable.Range(1, 15).Select(i => (Invariant($"q{i}"), each))];
}
