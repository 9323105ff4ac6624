using Dapper;
using Microsoft.Data.Sqlite;
using TrialData.Application.Allocation;
using TrialData.Randomisation;
using TrialData.Storage;
using TrialData.Testing;

namespace TrialData.Benchmarks;

/// <summary>The ledger of a long minimised trial at 20 sites, in a file; also in a store.</summary>
internal sealed class LedgerOfLength : IDisposable
{
    private static readonly byte[] Secret = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly string file = Path.GetTempFileName();
    private readonly int entries;

    internal LedgerOfLength(int entries)
    {
        this.entries = entries;
        var design = new Minimisation([new("A", 1), new("B", 1)], [new("site", [], 1), new("severity", ["low", "high"], 1)], new MinimisationRule(ImbalanceMeasure.Range, 0.8m));
        var document = new SchemeDocument("BENCH", "benchmark", design, TakesNonce: false).ToCanonicalJson();
        var header = new LedgerHeader(document, Commitment.Of(document, Secret), Nonce: null);
        using var draws = new SealedDraws(Secret, "benchmark");
        using var text = new StreamWriter(file) { NewLine = "\n" };
        text.WriteLine(LedgerFile.LineOf(header));
        var cells = new Dictionary<string, CellState>();
        var previous = header.Hash;
        for (var i = 0; i < entries; i++)
        {
            var levels = new Dictionary<string, string> { ["site"] = FormattableString.Invariant($"S{i * 7 % 20}"), ["severity"] = i % 3 == 0 ? "low" : "high" };
            var made = design.Allocate(draws, levels, [.. design.CellsOf(levels).Select(cell => cells.GetValueOrDefault(cell) ?? new CellState(cell, design.Start))])!;
            foreach (var cell in made.After)
            {
                cells[cell.Cell] = cell;
            }

            var participant = new Guid(i, 0, 0, new byte[8]).ToString("D");
            var entry = LedgerEntry.OfAllocation(new LedgerPlace(i + 1, "benchmark", Start.AddMinutes(i), previous), participant, levels, made);
            text.WriteLine(LedgerFile.LineOf(entry));
            previous = entry.Hash;
        }
    }

    internal void Verify()
    {
        if (LedgerReplay.Verify(File.ReadLines(file), Secret) is not { Fault: null } verdict || verdict.Head.Entries != entries)
        {
            throw new InvalidOperationException("The ledger does not follow.");
        }
    }

    /// <summary>A store whose ledger has the lines, after one of its own.</summary>
    internal async Task<TrialHost> StoreAsync()
    {
        var host = await TrialHost.OpenAsync(Engine.Sqlite);
        _ = (await host.RandomiseAsync("S1", await host.EnrolWithBaselineAsync("S1"))).Value;
        await using var connection = new SqliteConnection($"Data Source={host.Location.Target}");
        await connection.OpenAsync();
        var (scheme, participant) = await connection.QuerySingleAsync<(long, long)>("SELECT SchemeId, ParticipantId FROM LedgerLine");
        await using var transaction = connection.BeginTransaction();
        await connection.ExecuteAsync(
            "INSERT INTO LedgerLine (LedgerLineId, SchemeId, Sequence, ParticipantId, Kind, Line) VALUES (@Id, @Scheme, @Sequence, @Participant, 'Allocated', @Line)",
            File.ReadLines(file).Skip(2).Select((line, index) => new { Id = 1_000_000_000L + index, Scheme = scheme, Sequence = index + 2, Participant = participant, Line = line }),
            transaction);
        await transaction.CommitAsync();
        return host;
    }

    internal async Task ExportAsync(TrialHost host)
    {
        await using var text = new StreamWriter(Stream.Null);
        Ledger part;
        var after = 0L;
        do
        {
            part = (await host.AskAsync<ReadLedger, Ledger>("founder", new ReadLedger(host.TrialCode, after))).Value;
            foreach (var line in part.Lines)
            {
                await text.WriteLineAsync(line);
            }

            after = part.Entries;
        }
        while (!part.IsWhole);
        if (after != entries)
        {
            throw new InvalidOperationException("Not every entry was exported.");
        }
    }

    public void Dispose() => File.Delete(file);
}
