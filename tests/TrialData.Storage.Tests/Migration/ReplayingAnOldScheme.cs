using Microsoft.Extensions.DependencyInjection;
using TrialData.Application.Allocation;
using TrialData.Application.Pipeline;
using TrialData.Hosting;
using TrialData.Randomisation;
using TrialData.Storage.Migration;
using TrialData.Testing;
using Xunit;

namespace TrialData.Storage.Tests.Migration;

/// <summary>A scheme that was sealed before 0020 goes on in a ledger, and the ledger is replayed from its file with what was allocated before.</summary>
public sealed class ReplayingAnOldScheme
{
    private static readonly Actor Founder = new(1, "founder");
    private static readonly DateTimeOffset Later = new(2027, 2, 1, 9, 0, 0, TimeSpan.Zero);

    [Theory, OnSqlite, OnSqlServer]
    public async Task Takes_nothing_but_the_file_and_the_secret(Engine engine)
    {
        foreach (var release in new[] { "0004_ledger_guard", "0010_accounts", "0011_vouched_records", "0016_site_closure" })
        {
            using var store = TestStore.Create(engine);
            await FilledStore.FillAsync(store, release);
            await using var house = await HouseAsync(store);
            var raw = new RawStore(store.Location);
            var allocated = await raw.QueryAsync<Row>(
                "SELECT a.Stratum, a.SequenceInStratum, a.Arm, p.PublicId FROM Allocation a INNER JOIN Participant p ON p.ParticipantId = a.ParticipantId WHERE a.SchemeId IS NOT NULL ORDER BY a.Stratum, a.SequenceInStratum");
            var secret = await SealAnewAsync(engine, house, raw, allocated);
            await AllocateAsync(house, raw);

            var founder = await FounderAsync(raw);
            var ledger = (await ReadAsync(house, founder)).Value;

            Assert.Equal((1L, true, 2 + allocated.Count), (ledger.Entries, ledger.IsWhole, ledger.Lines.Count));
            Assert.Equal(allocated.Select(row => (row.Stratum, row.SequenceInStratum, row.Arm)), ledger.Lines.Skip(1).Take(allocated.Count).Select(line => LedgerFile.ReadEarlier(line)!).Select(earlier => (earlier.Stratum, earlier.SequenceInStratum, earlier.Arm)));
            var verified = (await new VerifyLedgerHandler().HandleAsync(new VerifyLedger(ledger.Lines, Convert.ToHexStringLower(secret)), CancellationToken.None)).Value;
            Assert.Equal((1, (string?)null, allocated.Count), (verified.Entries, verified.Fault, verified.Earlier));
            Assert.StartsWith(
                "Line 2 (entry 1): cells is",
                (await new VerifyLedgerHandler().HandleAsync(new VerifyLedger([ledger.Lines[0], ledger.Lines[^1]], Convert.ToHexStringLower(secret)), CancellationToken.None)).Value.Fault,
                StringComparison.Ordinal);

            await raw.ExecuteAsync("UPDATE SchemeCell SET Counters = REPLACE(Counters, '[' , '[1')");
            Assert.Equal("allocation.earlier-missing", (await ReadAsync(house, founder)).Refusal?.Code);
        }
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Or_another_comes_in_parts_that_together_are_the_whole(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        _ = (await trial.RandomiseAsync("S1", await trial.EnrolWithBaselineAsync("S1"))).Value;
        var raw = new RawStore(trial.Location);
        var first = (await raw.QueryAsync<Line>("SELECT SchemeId, ParticipantId FROM LedgerLine")).Single();
        await raw.ExecuteAsync(
            "INSERT INTO LedgerLine (LedgerLineId, SchemeId, Sequence, ParticipantId, Kind, Line) VALUES (@Id, @SchemeId, @Sequence, @ParticipantId, 'Error', @Text)",
            Enumerable.Range(2, 3_999).Select(sequence => new { Id = 1_000_000_000L + sequence, first.SchemeId, Sequence = sequence, first.ParticipantId, Text = FormattableString.Invariant($"line {sequence}") }).ToList());

        var parts = new List<Ledger>();
        do
        {
            parts.Add((await trial.AskAsync<ReadLedger, Ledger>("founder", new ReadLedger(trial.TrialCode, parts.Count == 0 ? 0 : parts[^1].Entries))).Value);
        }
        while (!parts[^1].IsWhole);

        Assert.Equal([(2_000L, 2_001), (4_000L, 2_000), (4_000L, 0)], parts.Select(part => (part.Entries, part.Lines.Count)));
        Assert.Equal(Enumerable.Range(2, 3_999).Select(sequence => FormattableString.Invariant($"line {sequence}")), parts.SelectMany(part => part.Lines).Skip(2));
    }

    private static async Task<ServiceProvider> HouseAsync(TestStore store)
    {
        var house = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddTrialData(new HostSettings(store.Location, Path.Combine(store.Folder.FullName, "keys")))
            .BuildServiceProvider();
        _ = (await house.GetRequiredService<Door>().MigrateAsync(new Application.Administration.StoreMigration(), CancellationToken.None)).Value;
        return house;
    }

    // The keys of the filled stores are lost, so their secrets are too. Another secret that gives the same allocations and counters takes their place.
    private static async Task<byte[]> SealAnewAsync(Engine engine, ServiceProvider house, RawStore raw, IReadOnlyList<Row> allocated)
    {
        var scheme = (await raw.QueryAsync<SchemeRow>("SELECT SchemeId, Design FROM Scheme")).Single();
        var document = SchemeDocument.Read(scheme.Design).Value!;
        var blocks = new PermutedBlockDesign(document.Design.Arms, ((ShuffledBlocks)document.Design).BlockSizes);
        var counters = (await raw.QueryAsync<CellRow>("SELECT Cell, Counters FROM SchemeCell")).ToDictionary(cell => cell.Cell, cell => cell.Counters);
        for (var tried = 0; ; tried++)
        {
            byte[] secret = [.. BitConverter.GetBytes(tried), .. new byte[28]];
            using var draws = new SealedDraws(secret, document.SchemeId);
            var fits = allocated.GroupBy(row => row.Stratum).All(stratum =>
            {
                var made = PermutedBlocks.Replay(blocks, draws, stratum.Key, stratum.Count()).ToList();
                var (count, block, position, size) = made[^1].Next;
                return made.Select(each => each.Arm).SequenceEqual(stratum.Select(row => row.Arm))
                    && counters[stratum.Key] == FormattableString.Invariant($"[{count},{block},{position},{size}]");
            });
            if (fits)
            {
                var guard = Migrator.TriggersOf(engine).Single(trigger => trigger.Name == "Scheme_Sealed");
                await raw.ExecuteAsync("DROP TRIGGER " + guard.Name);
                await raw.ExecuteAsync(
                    "UPDATE Scheme SET Commitment = @Commitment, SealedSecret = @Secret",
                    new { Commitment = Commitment.Of(scheme.Design, secret), Secret = house.GetRequiredService<ISealer>().Seal(secret) });
                await raw.ExecuteAsync(guard.Definition);
                return secret;
            }
        }
    }

    // As RandomiseParticipant does, for the one who was enrolled and not yet allocated; baseline forms are not what this is about.
    private static async Task AllocateAsync(ServiceProvider house, RawStore raw)
    {
        var waiting = (await raw.QueryAsync<Waiting>(
            "SELECT p.ParticipantId, p.PublicId, p.TrialId FROM Participant p INNER JOIN Scheme c ON c.TrialId = p.TrialId WHERE p.Status = 'Enrolled' ORDER BY p.ParticipantId"))[0];
        await using var scope = house.CreateAsyncScope();
        var (unit, vault) = (scope.ServiceProvider.GetRequiredService<IUnitOfWork>(), scope.ServiceProvider.GetRequiredService<IAllocationVault>());
        await unit.BeginAsync(CancellationToken.None);
        var scheme = (await vault.FindSchemeAsync(waiting.TrialId, CancellationToken.None))!;
        var head = await vault.LockLedgerAsync(scheme, CancellationToken.None);
        var levels = new Dictionary<string, string> { ["site"] = "S1" };
        using var opened = scheme.Open(house.GetRequiredService<ISealer>());
        var names = opened.Design.CellsOf(levels);
        var counted = await vault.CellsAsync(scheme.SchemeId, names, CancellationToken.None);
        var made = opened.Design.Allocate(opened.Draws, levels, [.. names.Select(name => counted.GetValueOrDefault(name) ?? new CellState(name, opened.Design.Start))])!;
        await vault.KeepCellsAsync(scheme.SchemeId, made.After, counted, CancellationToken.None);
        var place = new LedgerPlace(head.Entries + 1, scheme.PublicId.ToString("D"), Later, head.Hash);
        await vault.AppendAsync(scheme.SchemeId, waiting.ParticipantId, LedgerEntry.OfAllocation(place, waiting.PublicId.ToString("D"), levels, made), CancellationToken.None);
        await unit.CommitAsync(CancellationToken.None);
    }

    private static async Task<Actor> FounderAsync(RawStore raw) =>
        Founder with { AccountId = (await raw.QueryAsync<long>("SELECT AccountId FROM Account WHERE NameKey = 'FOUNDER'")).Single() };

    private static Task<Outcome<Ledger>> ReadAsync(ServiceProvider house, Actor founder) =>
        house.GetRequiredService<Door>().AskAsync<ReadLedger, Ledger>(founder, new ReadLedger("TEST"), CancellationToken.None);

    private sealed record Row(string Stratum, long SequenceInStratum, string Arm, Guid PublicId);

    private sealed record SchemeRow(long SchemeId, string Design);

    private sealed record CellRow(string Cell, string Counters);

    private sealed record Waiting(long ParticipantId, Guid PublicId, long TrialId);

    private sealed record Line(long SchemeId, long ParticipantId);
}
