using System.Reflection;

namespace TrialData.Randomisation.Tests;

public sealed class A_ledger
{
    public static TheoryData<int, string> Cells
    {
        get
        {
            var data = new TheoryData<int, string>();
            foreach (var sequence in new[] { 1, 7, 13, 14, 16 })
            {
                foreach (var column in Columns(typeof(LedgerEntry), ""))
                {
                    data.Add(sequence, column);
                }
            }

            return data;
        }
    }

    [Fact]
    public void Is_replayed_from_the_file_and_the_secret_alone()
    {
        using var ledger = PlayedLedger.OfMinimisedTrial();

        Assert.Null(LedgerReplay.Verify(ledger.Lines, PlayedLedger.Secret, ledger.Head).Fault);
        Assert.Equal(ledger.Head, LedgerReplay.Verify(ledger.Lines, PlayedLedger.Secret).Head);
        Assert.Equal(ledger.Entries.Select(LedgerFile.LineOf), ledger.Lines.Skip(1).Select(line => LedgerFile.LineOf(LedgerFile.ReadEntry(line))));
        Assert.Equal(ledger.Header, LedgerFile.ReadHeader(ledger.Lines.First()));
    }

    [Theory, MemberData(nameof(Cells))]
    public void Gives_away_a_change_in_any_column(int sequence, string column)
    {
        using var ledger = PlayedLedger.OfMinimisedTrial();
        var entry = ledger.Entries[sequence - 1];
        var changed = (LedgerEntry)Changed(entry, column.Split('.'));
        var line = LedgerFile.LineOf(changed);
        Assert.NotEqual(LedgerFile.LineOf(entry), line);

        var verdict = LedgerReplay.Verify([.. ledger.Lines.Take(sequence), line, .. ledger.Lines.Skip(sequence + 1)], PlayedLedger.Secret);

        Assert.NotNull(verdict.Fault);
        Assert.Equal((sequence + 1, sequence - 1), (verdict.Fault.Line, verdict.Head.Entries));
    }

    [Theory, MemberData(nameof(Cells))]
    public void Gives_it_away_even_if_every_hash_is_written_anew(int sequence, string column)
    {
        using var ledger = PlayedLedger.OfMinimisedTrial();
        var changed = (LedgerEntry)Changed(ledger.Entries[sequence - 1], column.Split('.'));
        var forged = ledger.Entries.Take(sequence - 1).Append(changed with { Hash = changed.Sealed().Hash }).ToList();
        foreach (var later in ledger.Entries.Skip(sequence))
        {
            forged.Add((later with { Previous = forged[^1].Hash }).Sealed());
        }

        string[] lines = [ledger.Lines.First(), .. forged.Select(LedgerFile.LineOf)];

        if (column is not "Hash")
        {
            Assert.NotNull(LedgerReplay.Verify(lines, PlayedLedger.Secret, ledger.Head).Fault);
        }

        if (column is not "Hash" && !FollowsFromNothing(ledger.Entries[sequence - 1], column))
        {
            Assert.Equal(sequence + 1, LedgerReplay.Verify(lines, PlayedLedger.Secret).Fault?.Line);
        }
    }

    [Fact]
    public void Names_the_first_allocation_that_does_not_follow_and_its_column()
    {
        using var ledger = PlayedLedger.OfMinimisedTrial();
        var entry = ledger.Entries[2];
        ledger.Entries[2] = (entry with { Arm = entry.Arm == "POD" ? "TAU" : "POD" }).Sealed();
        ledger.Entries[3] = ledger.Entries[3] with { SchemeId = "pod-2" };

        var fault = LedgerReplay.Verify(ledger.Lines, PlayedLedger.Secret).Fault!;

        Assert.Equal((4, 3L, "arm"), (fault.Line, fault.Sequence, fault.Field));
        Assert.Equal(entry.Arm, fault.Expected);
    }

    [Fact]
    public void Gives_away_lines_removed_moved_inserted_and_cut_off()
    {
        using var ledger = PlayedLedger.OfMinimisedTrial();
        List<string> lines = [.. ledger.Lines];
        string[][] tampered =
        [
            [.. lines.Take(3), .. lines.Skip(4)],
            [.. lines.Take(3), lines[4], lines[3], .. lines.Skip(5)],
            [.. lines.Take(3), lines[2], .. lines.Skip(3)],
            [.. lines.SkipLast(1)],
            [],
            [lines[1]],
        ];

        Assert.All(tampered, each => Assert.NotNull(LedgerReplay.Verify(each, PlayedLedger.Secret, ledger.Head).Fault));
        Assert.Equal("head", LedgerReplay.Verify(tampered[3], PlayedLedger.Secret, ledger.Head).Fault!.Field);
    }

    // An honest ledger has grown since somebody noted its end, by none or by all of its entries.
    [Fact]
    public void Holds_the_end_that_was_noted_though_it_grew_since()
    {
        using var ledger = PlayedLedger.OfMinimisedTrial();
        List<LedgerHead> noted = [new(0, ledger.Header.Hash), .. ledger.Entries.Select(entry => new LedgerHead(entry.Sequence, entry.Hash))];
        LedgerFault? Fault(LedgerHead head) => LedgerReplay.Verify(ledger.Lines, PlayedLedger.Secret, head).Fault;

        Assert.All(noted, head => Assert.Null(Fault(head)));
        Assert.All(noted, head => Assert.Equal(
            ((int)head.Entries + 1, head.Entries, "head"),
            Fault(head with { Hash = new string('0', 64) }) is { } fault ? (fault.Line, fault.Sequence!.Value, fault.Field) : default));
        Assert.All(noted.Zip(noted.Skip(1)), pair => Assert.Equal("head", Fault(pair.Second with { Hash = pair.First.Hash })!.Field));
        Assert.Equal("head", Fault(ledger.Head with { Entries = ledger.Head.Entries + 1 })!.Field);
        Assert.Equal("head", Fault(ledger.Head with { Entries = -1 })!.Field);
        Assert.Equal(
            ($"1 entry ending in the hash {noted[1].Hash}", $"1 entry ending in the hash {noted[0].Hash}"),
            Fault(noted[1] with { Hash = noted[0].Hash }) is { } said ? (said.Found, said.Expected) : default);
    }

    [Fact]
    public void Needs_the_secret_document_and_nonce_that_were_committed_to()
    {
        using var ledger = PlayedLedger.OfMinimisedTrial();
        var header = ledger.Header;
        string Field(LedgerHeader changed, byte[] secret) =>
            LedgerReplay.Verify([LedgerFile.LineOf(changed), .. ledger.Lines.Skip(1)], secret).Fault!.Field;

        Assert.Equal("commitment", Field(header, new byte[32]));
        Assert.Equal("commitment", Field(header with { Document = header.Document.Replace("0.8", "0.9", StringComparison.Ordinal) }, PlayedLedger.Secret));
        Assert.Equal("nonce", Field(header with { Nonce = null }, PlayedLedger.Secret));
        Assert.Equal("nonce", Field(header with { Nonce = "00" }, PlayedLedger.Secret));
        Assert.NotEqual("", Field(header with { Nonce = new string('0', 32) }, PlayedLedger.Secret));
    }

    [Fact]
    public void Refuses_a_participant_or_a_slot_taken_twice()
    {
        using var twice = PlayedLedger.OfMinimisedTrial();
        twice.Allocate("P3", PlayedLedger.Levels(3));
        using var slotTwice = PlayedLedger.OfMinimisedTrial();
        slotTwice.UseSlot(15, slot: 0);
        slotTwice.UseSlot(18, slot: 0);

        Assert.Equal("participant", LedgerReplay.Verify(twice.Lines, PlayedLedger.Secret).Fault!.Field);
        Assert.Equal("draw.counter", LedgerReplay.Verify(slotTwice.Lines, PlayedLedger.Secret).Fault!.Field);
    }

    [Fact]
    public void Takes_nothing_but_the_canonical_spelling()
    {
        using var ledger = PlayedLedger.OfMinimisedTrial();
        List<string> lines = [.. ledger.Lines];
        foreach (var spelt in new[] { lines[3].Replace(":", ": ", StringComparison.Ordinal), lines[3][..^1] + ",\"note\":1}", "{}", "[]", "null", "", "{\"arm\":1}", lines[3].Replace("\"probabilities\":[", "\"probabilities\":[null,", StringComparison.Ordinal) })
        {
            Assert.Equal("line", LedgerReplay.Verify([.. lines.Take(3), spelt], PlayedLedger.Secret).Fault!.Field);
        }
    }

    // Only the chain, and a head noted elsewhere, hold these.
    private static bool FollowsFromNothing(LedgerEntry entry, string column) => column switch
    {
        nameof(LedgerEntry.RecordedAt) => true,
        nameof(LedgerEntry.Participant) => entry.Kind != LedgerKind.Error,
        nameof(LedgerEntry.Levels) => entry.Kind == LedgerKind.Error,
        nameof(LedgerEntry.Reason) => entry.Kind != LedgerKind.Allocated,
        _ => false,
    };

    private static IEnumerable<string> Columns(Type type, string prefix) => type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .SelectMany(property => property.PropertyType == typeof(SchemeDraw) ? Columns(typeof(SchemeDraw), "Draw.") : [prefix + property.Name]);

    private static object Changed(object record, string[] path)
    {
        var property = record.GetType().GetProperty(path[0])!;
        var value = property.GetValue(record);
        object? next = path.Length > 1
            ? Changed(value ?? new SchemeDraw("all", 0, 2, 0), path[1..])
            : Other(value, property.PropertyType);
        var copy = record.GetType().GetMethod("<Clone>$")!.Invoke(record, null)!;
        property.SetValue(copy, next);
        return copy;
    }

    private static object Other(object? value, Type type) => value switch
    {
        string text when text.Length == 64 => (text[0] == '0' ? "1" : "0") + text[1..],
        "POD" => "TAU",
        "TAU" => "POD",
        string text => text + "x",
        long number => number + 1,
        int number => number + 1,
        LedgerKind kind => kind == LedgerKind.Allocated ? LedgerKind.Manual : LedgerKind.Allocated,
        DateTimeOffset time => time.AddSeconds(1),
        IReadOnlyDictionary<string, string> levels => levels.ToDictionary(level => level.Key, level => level.Key == "severity" ? (level.Value == "low" ? "high" : "low") : level.Value),
        IReadOnlyList<CellState> cells => cells.Count == 0 ? [new CellState("all", [0, 0])] : cells.Select((cell, i) => i == 0 ? cell with { Counters = [.. cell.Counters.Select(c => c + 1)] } : cell).ToList(),
        IReadOnlyList<long> scores => scores.Append(1).ToList(),
        IReadOnlyList<Probability> chances => chances.Count == 0 ? [new Probability(1, 2)] : chances.Select(chance => new Probability(chance.Denominator - chance.Numerator + 1, chance.Denominator + 1)).ToList(),
        null when type == typeof(string) => "x",
        null when type == typeof(long?) => 1L,
        _ => throw new NotSupportedException($"{type} has no other value here."),
    };
}
