using TrialData.Application.Capture;
using TrialData.Application.Pipeline;
using TrialData.Testing;
using Xunit;
using static System.FormattableString;

namespace TrialData.Storage.Tests.Capture;

public sealed class TwoEditors
{
    private const int Rounds = 10;

    [Theory, OnSqlite, OnSqlServer]
    public async Task Of_the_same_version_exactly_one_wins_and_no_answer_is_lost(Engine engine)
    {
        await using var host = await TrialHost.OpenAsync(engine);
        await using var neighbour = host.Neighbour();
        var participant = await host.EnrolAsync("S1");
        var store = new RawStore(host.Location);
        var kept = new List<string>();

        for (var version = 0; version < Rounds; version++)
        {
            var notes = new[] { Invariant($"first editor {version}"), Invariant($"second editor {version}") };
            var outcomes = await Task.WhenAll(
                Task.Run(() => SaveAsync(host, participant, version, notes[0])),
                Task.Run(() => SaveAsync(neighbour, participant, version, notes[1])));

            var refused = Assert.Single(outcomes, o => o.IsRefused);
            Assert.Equal("form.changed-by-another", refused.Refusal!.Code);
            Assert.Equal(version + 1, outcomes.Single(o => !o.IsRefused).Value.Version);
            kept.Add(notes[outcomes[0].IsRefused ? 1 : 0]);
        }

        var rows = await store.QueryAsync<AnswerRow>("SELECT FormVersion, Value FROM Answer WHERE Item = 'note' ORDER BY FormVersion");
        Assert.Equal(kept, rows.Select(r => r.Value));
        Assert.Equal(Enumerable.Range(1, Rounds), rows.Select(r => (int)r.FormVersion));
        Assert.Single(await store.RowsAsync("Form"));
    }

    private static Task<Outcome<FormSaved>> SaveAsync(TrialHost house, Guid participant, int version, string note) =>
        house.SaveAsync("researcher S1", participant, "baseline", "mood", version, "said anew", ("low", "3"), ("note", note));

    private sealed record AnswerRow(long FormVersion, string Value);
}
