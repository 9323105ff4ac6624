namespace TrialData.Randomisation.Tests;

public sealed class A_ledger_that_began_later
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly byte[] Secret = PlayedLedger.Secret;

    [Fact]
    public void Is_replayed_with_the_allocations_before_it()
    {
        var lines = Lines();

        var verdict = LedgerReplay.Verify(lines, Secret);

        Assert.Null(verdict.Fault);
        Assert.Equal((5, 3), (verdict.Earlier, verdict.Head.Entries));
        Assert.Equal(lines[1..6], lines[1..6].Select(line => LedgerFile.LineOf(LedgerFile.ReadEarlier(line)!)));
        Assert.Null(LedgerFile.ReadEarlier(lines[6]));
    }

    [Fact]
    public void Gives_away_one_of_them_left_out_added_moved_or_changed()
    {
        var lines = Lines();
        var second = LedgerFile.ReadEarlier(lines[2])!;
        (string[] Lines, int Line, string Field)[] tampered =
        [
            ([lines[0], .. lines[2..]], 2, "sequenceInStratum"),
            ([.. lines[..3], .. lines[4..]], 6, "cells"),
            ([lines[0], .. lines[6..]], 2, "cells"),
            ([.. lines[..2], lines[2], lines[2], .. lines[3..]], 4, "sequenceInStratum"),
            ([.. lines[..2], Line(second with { Arm = second.Arm == "POD" ? "TAU" : "POD" }), .. lines[3..]], 3, "arm"),
            ([.. lines[..2], Line(second with { Participant = "P0" }), .. lines[3..]], 3, "participant"),
            ([.. lines[..2], Line(second with { RecordedAt = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(1)) }), .. lines[3..]], 3, "recordedAt"),
            ([.. lines[..2], lines[2].Replace(",", ", ", StringComparison.Ordinal), .. lines[3..]], 3, "line"),
            ([.. lines[..7], lines[1], .. lines[7..]], 8, "line"),
            ([lines[0], "{\"earlier\":null}"], 2, "line"),
        ];

        Assert.All(tampered, each =>
        {
            var fault = LedgerReplay.Verify(each.Lines, Secret).Fault!;
            Assert.Equal((each.Line, each.Field), (fault.Line, fault.Field));
        });
    }

    [Fact]
    public void Lets_nobody_who_was_allocated_before_it_be_allocated_again()
    {
        var fault = LedgerReplay.Verify(Lines(first: 4), Secret).Fault!;

        Assert.Equal((7, "participant"), (fault.Line, fault.Field));
    }

    [Fact]
    public void Is_of_the_procedure_that_there_was_before_ledgers_and_of_no_other()
    {
        using var ledger = PlayedLedger.OfMinimisedTrial();
        string[] lines = [.. ledger.Lines];

        var fault = LedgerReplay.Verify([lines[0], Line(new EarlierAllocation("site=S1", 1, "P0", "POD", Start)), .. lines[1..]], Secret).Fault!;

        Assert.Equal((2, "line"), (fault.Line, fault.Field));
    }

    private static string Line(EarlierAllocation allocation) => LedgerFile.LineOf(allocation);

    // Of each stratum what PermutedBlocks gives, as the program of then stored it: 3 of S1, 2 of S2; then three entries, two of S1.
    private static string[] Lines(int first = 5)
    {
        var design = new ShuffledBlocks([new("POD", 1), new("TAU", 1)], [new Factor("site", [])], [2, 4]);
        var document = new SchemeDocument("POD", "pod-1", design, TakesNonce: false).ToCanonicalJson();
        var header = new LedgerHeader(document, Commitment.Of(document, Secret), Nonce: null);
        using var draws = new SealedDraws(Secret, "pod-1");
        var blocks = new PermutedBlockDesign(design.Arms, design.BlockSizes);
        var states = new Dictionary<string, StratumState>();
        var lines = new List<string> { LedgerFile.LineOf(header) };
        foreach (var (stratum, count, from) in new[] { ("site=S1", 3, 0), ("site=S2", 2, 3) })
        {
            foreach (var (index, made) in PermutedBlocks.Replay(blocks, draws, stratum, count).Index())
            {
                lines.Add(Line(new EarlierAllocation(stratum, index + 1, FormattableString.Invariant($"P{from + index}"), made.Arm, Start)));
                states[stratum] = made.Next;
            }
        }

        var previous = header.Hash;
        foreach (var (index, site) in new[] { "S1", "S2", "S1" }.Index())
        {
            var levels = new Dictionary<string, string> { ["site"] = site };
            var state = states[$"site={site}"];
            var made = design.Allocate(draws, levels, [new CellState($"site={site}", [(int)state.Allocated, state.Block, state.Position, state.BlockSize])])!;
            states[$"site={site}"] = PermutedBlocks.Next(blocks, draws, $"site={site}", state).Next;
            var entry = LedgerEntry.OfAllocation(new LedgerPlace(index + 1, "pod-1", Start.AddDays(1), previous), FormattableString.Invariant($"P{first + index}"), levels, made);
            lines.Add(LedgerFile.LineOf(entry));
            previous = entry.Hash;
        }

        return [.. lines];
    }
}
