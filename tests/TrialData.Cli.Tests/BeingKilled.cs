using System.Diagnostics;
using System.Globalization;
using System.Text;
using TrialData.Application.Administration;
using Xunit;

namespace TrialData.Cli.Tests;

/// <summary>A process that dies in the middle leaves whole requests behind and nothing of the one under way.</summary>
public sealed class BeingKilled : IDisposable
{
    private const int Rows = 20_000;
    private const long GrowthToWaitFor = 400_000;
    private const long LogOfAMadeStore = 500_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(5);

    private readonly CommandLine line = new();

    public void Dispose() => line.Dispose();

    [Fact]
    public async Task An_import_leaves_no_participant_and_can_be_asked_again()
    {
        await line.CreatePublishedTrialAsync();
        var csv = new StringBuilder("id,site,rx,outcome\n");
        for (var i = 0; i < Rows; i++)
        {
            csv.Append(CultureInfo.InvariantCulture, $"{i},{(i % 3 == 0 ? "UM" : "IU")},{(i % 2 == 0 ? "placebo" : "indomethacin")},{(i % 7 == 0 ? 1 : 0)}\n");
        }

        line.Write("large.csv", csv.ToString());
        var log = new FileInfo(line.StoreFile + "-wal");
        var before = log.Exists ? log.Length : 0;
        using (var process = line.Start("import", "large.csv", "--mapping", "mapping.json"))
        {
            await KillWhenAsync(process, () =>
            {
                log.Refresh();
                return Task.FromResult(log.Exists && log.Length > before + GrowthToWaitFor);
            });
        }

        await using (var store = new OpenedStore(line.StoreFile, line.KeyRing))
        {
            Assert.Empty(await store.MigrateAsync());
            Assert.Equal("ok", await store.ValueAsync("PRAGMA integrity_check"));
            foreach (var table in new[] { "Participant", "Allocation", "Visit", "Form", "Answer", "ImportedFile" })
            {
                Assert.Equal((table, 0L), (table, await store.CountAsync(table)));
            }

            Assert.Equal(0, await store.CountAsync("AuditEvent WHERE UseCase = 'ImportFinishedTrial'"));
        }

        var again = await line.RunAsync("import", "large.csv", "--mapping", "mapping.json", "--json");
        Assert.Equal((0, Rows), (again.ExitCode, again.Json().GetProperty("participants").GetInt32()));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(150)]
    public async Task Randomising_leaves_every_allocation_with_all_that_belongs_to_it(int allocations)
    {
        var file = Path.Combine(line.PathOf("demo"), "demo.db");
        await using var store = new OpenedStore(file, Path.Combine(line.PathOf("demo"), "keys"));
        using (var process = line.Start("demo", "--participants", "20000", "--seed", "11", "--out", "demo"))
        {
            await KillWhenAsync(process, async () => await AllocationsAsync(store, file) >= allocations);
        }

        Assert.Empty(await store.MigrateAsync());
        Assert.Equal("ok", await store.ValueAsync("PRAGMA integrity_check"));
        Assert.Equal(0, await store.CountAsync("pragma_foreign_key_check"));
        var made = await store.CountAsync("Allocation");
        Assert.True(made >= allocations);
        Assert.Equal(made, await store.CountAsync("Participant WHERE Status = 'Randomised'"));
        Assert.Equal(made, await store.CountAsync(
            "Allocation AS a INNER JOIN Participant AS p ON p.ParticipantId = a.ParticipantId WHERE p.Status = 'Randomised'"));

        // The POD protocol plans one visit before randomisation and five after it.
        Assert.Equal(0, await store.CountAsync(
            "Allocation AS a WHERE (SELECT COUNT(*) FROM Visit AS v WHERE v.ParticipantId = a.ParticipantId) <> 6"));
        Assert.Equal(0, await store.CountAsync("""
            Allocation AS a
            INNER JOIN Participant AS p ON p.ParticipantId = a.ParticipantId
            WHERE (SELECT COUNT(*) FROM AuditEvent AS e WHERE e.UseCase = 'RandomiseParticipant' AND e.Result = 'done' AND e.Field IS NULL AND e.Subject = p.Number) <> 1
            """));
        Assert.Equal(made, await store.CountAsync("AuditEvent WHERE UseCase = 'RandomiseParticipant' AND Field IS NULL"));
        Assert.Equal(0, await store.CountAsync("""
            LedgerHead AS h
            WHERE h.LastSequence <> (SELECT COUNT(*) FROM Allocation AS a WHERE a.SchemeId = h.SchemeId)
                OR h.LastSequence <> (SELECT COUNT(*) FROM LedgerLine AS l WHERE l.SchemeId = h.SchemeId)
                OR h.LastSequence <> (SELECT MAX(l.Sequence) FROM LedgerLine AS l WHERE l.SchemeId = h.SchemeId)
            """));
        Assert.Equal(made.ToString(CultureInfo.InvariantCulture), await store.ValueAsync("SELECT SUM(LastSequence) FROM LedgerHead"));
        Assert.Equal(0, await store.CountAsync("LedgerLine AS l WHERE NOT EXISTS (SELECT 1 FROM Allocation AS a WHERE a.ParticipantId = l.ParticipantId AND a.SequenceInStratum = l.Sequence)"));
        Assert.Equal(await store.CountAsync("Form"), await store.CountAsync("AuditEvent WHERE UseCase = 'SaveForm' AND Result = 'done' AND Field = 'answers'"));
    }

    [Fact]
    public async Task Typing_a_form_leaves_every_answer_that_was_said_to_be_kept()
    {
        var staff = new Staff(line);
        await staff.OpenTrialAsync();
        var researcher = await staff.RegisterAsync("researcher", Role.SiteResearcher, "S1");
        var number = await staff.EnrolAsync(researcher);
        string[] about = [number, "mood", "--visit", "baseline", "--token", researcher];
        using (var process = line.StartAsking(["form", "draft", "keep", .. about, "--lines"]))
        {
            var said = await process.StandardOutput.ReadLineAsync();
            foreach (var answer in new[] { "low=7", "works=yes", "note=half a sen" })
            {
                await process.StandardInput.WriteLineAsync(answer);
                await process.StandardInput.FlushAsync();
                said = await process.StandardOutput.ReadLineAsync();
            }

            // SIGKILL, while it waits for the next line and nothing of it has come to an end.
            Assert.StartsWith("Kept your draft of mood at ", said, StringComparison.Ordinal);
            Assert.False(process.HasExited);
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            Assert.NotEqual(0, process.ExitCode);
        }

        // Whoever starts again goes on from there, and wipes nothing.
        var resumed = await line.RunAsync(["form", "draft", "keep", .. about, "--lines"]);
        Assert.Equal(0, resumed.ExitCode);
        var found = (await line.RunAsync(["form", "draft", "show", .. about, "--json"])).Json().GetProperty("draft").GetProperty("content").GetProperty("answers");
        Assert.Equal(["low=7", "note=half a sen", "works=yes"], found.EnumerateObject().Select(a => $"{a.Name}={a.Value}").Order(StringComparer.Ordinal));
        await using var store = new OpenedStore(line.StoreFile, line.KeyRing);
        Assert.Equal("ok", await store.ValueAsync("PRAGMA integrity_check"));
        Assert.Equal(1, await store.CountAsync("FormDraft"));
        Assert.Equal(0, await store.CountAsync("Form"));
    }

    private static async Task<long> AllocationsAsync(OpenedStore store, string file)
    {
        // A connection of ours must not meet the process while it makes the store; by this size of its log it has long been made.
        var log = new FileInfo(file + "-wal");
        return log.Exists && log.Length > LogOfAMadeStore ? await store.CountAsync("Allocation") : 0;
    }

    private static async Task KillWhenAsync(Process process, Func<Task<bool>> isTime)
    {
        // Somebody must listen, or a full pipe would hold the process.
        var listening = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var waiting = Stopwatch.StartNew();
        while (!await isTime())
        {
            Assert.False(process.HasExited, "The process ended before it could be killed.");
            Assert.True(waiting.Elapsed < Patience, "The moment to kill the process never came.");
            await Task.Delay(Glance);
        }

        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        await listening;
    }
}
