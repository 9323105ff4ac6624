using TrialData.Application.Administration;
using TrialData.Application.Capture;
using TrialData.Application.Pipeline;
using TrialData.Testing;
using Xunit;
using static System.FormattableString;

namespace TrialData.Storage.Tests.Capture;

public sealed class ManyWriters
{
    private const int Writers = 64;
    private const int Participants = 8;
    private const int SavesOfEach = 6;

    /// <summary>Eight writers at each form, from two houses; who is refused reads the version and tries again.</summary>
    [Theory, OnSqlite, OnSqlServer]
    public async Task Lose_no_save_write_none_twice_and_leave_the_trail_whole(Engine engine)
    {
        await using var host = await TrialHost.OpenAsync(engine);
        await using var neighbour = host.Neighbour();
        var participants = new List<Guid>();
        for (var i = 0; i < Participants; i++)
        {
            participants.Add(await host.EnrolAsync("S1"));
        }

        var saved = (await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(
            () => WriteAsync(writer % 3 == 0 ? neighbour : host, writer, participants[writer % Participants]))))).SelectMany(notes => notes).ToList();

        var rows = await new RawStore(host.Location).QueryAsync<NoteRow>("SELECT FormId, FormVersion, Value FROM Answer WHERE Item = 'note'");
        Assert.Equal(Writers * SavesOfEach, saved.Count);
        Assert.Equal(saved.Order(StringComparer.Ordinal), rows.Select(r => r.Value).Order(StringComparer.Ordinal));
        Assert.All(rows.GroupBy(r => r.FormId), form => Assert.Equal(
            Enumerable.Range(1, Writers / Participants * SavesOfEach).Select(v => (long)v), form.Select(r => r.FormVersion).Order()));
        var verified = await host.Door.AskAsync<VerifyAudit, VerifiedAudit>(Actor.OperatingSystemUser("test"), new VerifyAudit(), CancellationToken.None);
        Assert.Null(verified.Refusal);
        Assert.True(verified.Value.Evidence >= saved.Count);
    }

    private static async Task<IReadOnlyList<string>> WriteAsync(TrialHost house, int writer, Guid participant)
    {
        var notes = new List<string>();
        var version = 0;
        while (notes.Count < SavesOfEach)
        {
            var note = Invariant($"writer {writer}, save {notes.Count}");
            var outcome = await house.SaveAsync("researcher S1", participant, "baseline", "mood", version, "said anew", ("low", "3"), ("note", note));
            if (outcome.Refusal is ChangedByAnother other)
            {
                version = other.Version;
                continue;
            }

            version = outcome.Value.Version;
            notes.Add(note);
        }

        return notes;
    }

    private sealed record NoteRow(long FormId, long FormVersion, string Value);
}
