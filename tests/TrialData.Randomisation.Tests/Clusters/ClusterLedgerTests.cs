namespace TrialData.Randomisation.Tests;

public sealed class A_ledger_of_clusters
{
    private static readonly IReadOnlyList<LedgerVector> Written = Vectors.OfSchemes<LedgerVector>("clusterLedgers");

    // The vectors are of an independent program; ours must write the same lines, to the letter.
    [Fact]
    public void Is_the_one_that_an_independent_program_writes() => Assert.All(Written, vector =>
    {
        var header = LedgerFile.ReadHeader(vector.Lines[0]);
        var document = SchemeDocument.Read(header.Document).Value!;
        var scheme = Assert.IsType<ClusterScheme>(document.Design);
        using var draws = new SealedDraws(DrawKey.Of(Convert.FromHexString(vector.Secret), Convert.FromHexString(header.Nonce!)), "pod-1");
        var allocation = ConstrainedRandomisation.Allocate(scheme.Design, draws)!;
        List<string> lines = [LedgerFile.LineOf(header)];
        var previous = header.Hash;
        foreach (var (index, line) in vector.Lines.Skip(1).Index())
        {
            var read = LedgerFile.ReadEntry(line);
            var place = new LedgerPlace(index + 1, "pod-1", read.RecordedAt, previous);
            var entry = read.Kind switch
            {
                LedgerKind.Cluster => LedgerEntry.OfCluster(place, scheme, allocation, index),
                LedgerKind.Allocated => LedgerEntry.OfMember(
                    place, read.Participant!, read.Levels["cluster"], allocation.ArmOfCluster[scheme.Design.Clusters.Index().Single(each => each.Item.Code == read.Levels["cluster"]).Index]),
                _ => LedgerEntry.OfError(place, LedgerFile.ReadEntry(vector.Lines[(int)read.Concerns!.Value]), read.Levels, read.Reason!),
            };
            lines.Add(LedgerFile.LineOf(entry));
            previous = entry.Hash;
        }

        Assert.Equal(vector.Lines, lines);
        Assert.Equal(document.ToCanonicalJson(), header.Document);
        Assert.Equal((null, vector.Lines.Count - 1), (Verify(vector, vector.Lines).Fault, (int)Verify(vector, vector.Lines).Head.Entries));
    });

    [Theory]
    [InlineData(1, "arm")]
    [InlineData(4, "levels")]
    [InlineData(4, "probabilities")]
    [InlineData(4, "draw.value")]
    [InlineData(4, "participant")]
    [InlineData(4, "cells")]
    [InlineData(4, "imbalance")]
    [InlineData(4, "concerns")]
    [InlineData(4, "reason")]
    [InlineData(12, "arm")]
    [InlineData(12, "levels")]
    [InlineData(12, "probabilities")]
    [InlineData(12, "draw.cell")]
    [InlineData(12, "imbalance")]
    [InlineData(12, "participant")]
    [InlineData(12, "kind")]
    public void Names_the_first_entry_that_does_not_follow(int sequence, string column)
    {
        var entry = LedgerFile.ReadEntry(Written[0].Lines[sequence]);
        var changed = column switch
        {
            "arm" => entry with { Arm = entry.Arm == "POD" ? "TAU" : "POD" },
            "levels" => entry with { Levels = ClusterScheme.LevelsIn("C99") },
            "probabilities" => entry with { Probabilities = [new(1, 3), new(2, 3)] },
            "draw.value" => entry with { Draw = entry.Draw! with { Value = entry.Draw.Value + 1 } },
            "draw.cell" => entry with { Draw = new SchemeDraw("choice", 0, 22, 4) },
            "participant" => entry with { Participant = entry.Kind == LedgerKind.Cluster ? "P1" : null },
            "cells" => entry with { Cells = [new("all", [])] },
            "imbalance" => entry with { Imbalance = [1] },
            "concerns" => entry with { Concerns = 1 },
            "reason" => entry with { Reason = "because" },
            _ => entry with { Kind = LedgerKind.Manual },
        };

        var fault = Verify(Written[0], Rechained(sequence, changed)).Fault!;

        Assert.Equal((sequence + 1, (long)sequence, column), (fault.Line, fault.Sequence, fault.Field));
    }

    [Fact]
    public void Holds_every_cluster_before_anybody_and_once()
    {
        var lines = Written[0].Lines;
        var member = LedgerFile.ReadEntry(lines[11]) with { Sequence = 10, Previous = LedgerFile.ReadEntry(lines[9]).Hash };
        var again = LedgerFile.ReadEntry(lines[10]) with { Sequence = 11, Previous = LedgerFile.ReadEntry(lines[10]).Hash };

        var cut = Verify(Written[0], [.. lines.Take(8)]).Fault!;
        var early = Verify(Written[0], [.. lines.Take(10), LedgerFile.LineOf(member.Sealed())]).Fault!;
        var twice = Verify(Written[0], [.. lines.Take(11), LedgerFile.LineOf(again.Sealed())]).Fault!;

        Assert.Equal((9, "kind", "cluster"), (cut.Line, cut.Field, cut.Expected));
        Assert.Equal((11, "kind", "cluster"), (early.Line, early.Field, early.Expected));
        Assert.Equal((12, "kind", "allocated"), (twice.Line, twice.Field, twice.Expected));
        Assert.Null(Verify(Written[0], [lines[0]]).Fault);
    }

    [Fact]
    public void Is_of_no_other_scheme()
    {
        using var ledger = new PlayedLedger(PlayedLedger.Minimised());
        ledger.Entries.Add((LedgerFile.ReadEntry(Written[0].Lines[1]) with { Previous = ledger.Head.Hash }).Sealed());

        Assert.Equal("kind", LedgerReplay.Verify(ledger.Lines, PlayedLedger.Secret).Fault!.Field);
    }

    private static LedgerVerdict Verify(LedgerVector vector, IReadOnlyList<string> lines) => LedgerReplay.Verify(lines, Convert.FromHexString(vector.Secret));

    private static List<string> Rechained(int sequence, LedgerEntry changed)
    {
        var entries = Written[0].Lines.Skip(1).Select(LedgerFile.ReadEntry).ToList();
        entries[sequence - 1] = changed.Sealed();
        for (var i = sequence; i < entries.Count; i++)
        {
            entries[i] = (entries[i] with { Previous = entries[i - 1].Hash }).Sealed();
        }

        return [Written[0].Lines[0], .. entries.Select(LedgerFile.LineOf)];
    }
}
