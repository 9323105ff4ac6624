using System.Text.Json;

namespace TrialData.Randomisation;

/// <summary>A column that is not what follows from the entries before.</summary>
internal sealed record ColumnFault(string Column, string Found, string Expected, string Reason)
{
    internal static ColumnFault? Of<T>(string column, T found, T expected, string reason)
    {
        var (left, right) = (Text(found), Text(expected));
        return left == right ? null : new ColumnFault(column, left, right, reason);
    }

    private static string Text<T>(T value) => value switch
    {
        null => "",
        string text => text,
        _ => JsonSerializer.Serialize(value),
    };
}

/// <summary>What the entries of a ledger amount to so far, and whether the next follows.</summary>
internal sealed class LedgerHistory(SchemeDocument document, IDraws draws)
{
    internal const string Follows = "it follows from scheme, secret and the entries before";

    private readonly SchemeDesign design = document.Design;
    private readonly Dictionary<string, CellState> cells = new(StringComparer.Ordinal);
    private readonly ParticipantMarks participants = new();
    private readonly HashSet<(string, long)> slots = [];
    private readonly ClusterHistory? clusters = document.Design is ClusterScheme scheme ? new ClusterHistory(scheme, draws) : null;

    /// <summary>What the ledger must not end without; null where it may end here.</summary>
    internal ColumnFault? Unfinished => clusters?.Unfinished;

    /// <summary>Takes the next entry, or says which of its columns does not follow.</summary>
    internal ColumnFault? Take(LedgerEntry entry) =>
        ColumnFault.Of("schemeId", entry.SchemeId, document.SchemeId, "the ledger is of one scheme")
        ?? ColumnFault.Of("recordedAt", entry.RecordedAt.Offset, TimeSpan.Zero, "times are in UTC")
        ?? entry.Kind switch
        {
            LedgerKind.Error => TakeError(entry),
            LedgerKind.Cluster when clusters is not null => clusters.Take(entry),
            LedgerKind.Cluster => new ColumnFault("kind", "cluster", "allocated", "the scheme is not of clusters"),
            _ => TakeAllocation(entry),
        };

    /// <summary>Takes the next allocation of before the ledger, or says which of its columns does not follow.</summary>
    internal ColumnFault? Take(EarlierAllocation earlier)
    {
        if (design is not ShuffledBlocks blocks)
        {
            return new ColumnFault("line", nameof(earlier), "an entry", "schemes of this procedure always had a ledger");
        }

        var before = cells.GetValueOrDefault(earlier.Stratum) ?? new CellState(earlier.Stratum, design.Start);
        var made = blocks.AllocateIn(draws, before);
        var fault = ColumnFault.Of("sequenceInStratum", earlier.SequenceInStratum, before.Counters[0] + 1L, "allocations of a stratum are counted without gaps")
            ?? ColumnFault.Of("recordedAt", earlier.RecordedAt.Offset, TimeSpan.Zero, "times are in UTC")
            ?? ColumnFault.Of("arm", earlier.Arm, made.Arm, "it follows from scheme, secret and place in the stratum");
        if (fault is null && !participants.Add(earlier.Participant))
        {
            return Twice(earlier.Participant);
        }

        Keep(made.After);
        return fault;
    }

    private static ColumnFault Twice(string participant) => new("participant", participant, "somebody else", "nobody is allocated twice");

    private ColumnFault? TakeAllocation(LedgerEntry entry)
    {
        if (entry.Participant is not { } participant)
        {
            return new ColumnFault("participant", "", "a participant", "somebody is allocated");
        }

        if (participants.Contains(participant))
        {
            return Twice(participant);
        }

        if (design.CheckLevels(entry.Levels) is { Count: > 0 } faults)
        {
            return new ColumnFault("levels", JsonSerializer.Serialize(entry.Levels), "levels of the design", string.Join("; ", faults));
        }

        IReadOnlyList<CellState> before = [.. design.CellsOf(entry.Levels).Select(cell => cells.GetValueOrDefault(cell) ?? new CellState(cell, design.Start))];
        var fault = ColumnFault.Of("cells", entry.Cells, before, "counts are those of the entries before")
            ?? ColumnFault.Of("concerns", entry.Concerns, null, "only an error concerns another entry")
            ?? (clusters is not null ? clusters.TakeMember(entry) : entry.Kind == LedgerKind.Manual ? TakeSlot(entry, before) : TakeDecision(entry, before));
        if (fault is null)
        {
            participants.Add(participant, entry.Sequence);
        }

        return fault;
    }

    private ColumnFault? TakeDecision(LedgerEntry entry, IReadOnlyList<CellState> before)
    {
        if (design.Allocate(draws, entry.Levels, before) is not { } made)
        {
            return new ColumnFault("arm", entry.Arm ?? "", "", "the scheme has no place left for such a participant");
        }

        Keep(made.After);
        return ColumnFault.Of("imbalance", entry.Imbalance, made.Imbalance, Follows)
            ?? Decided(entry, made.Probabilities, made.Draw, made.Arm)
            ?? ColumnFault.Of("reason", entry.Reason, null, "an allocation by the scheme needs no reason");
    }

    private ColumnFault? TakeSlot(LedgerEntry entry, IReadOnlyList<CellState> before)
    {
        if (entry.Draw is not { Counter: >= 0 and <= int.MaxValue } draw || !DowntimeSlots.IsCell(draw.Cell, entry.Levels.GetValueOrDefault("site")))
        {
            return new ColumnFault("draw", JsonSerializer.Serialize(entry.Draw), "the draw of a downtime slot of the site", "a manual entry names its slot");
        }

        if (!slots.Add((draw.Cell, draw.Counter)))
        {
            return new ColumnFault("draw.counter", ColumnText(draw.Counter), "another slot", "no slot is used twice");
        }

        var slot = DowntimeSlots.Drawn(design, draws, draw.Cell, (int)draw.Counter);
        Keep(design.CountDowntime(entry.Levels, before, slot.Share));
        return ColumnFault.Of("imbalance", entry.Imbalance, [], "a slot has no score")
            ?? Decided(entry, slot.Probabilities, slot.Draw, slot.Arm)
            ?? (string.IsNullOrWhiteSpace(entry.Reason) ? new ColumnFault("reason", entry.Reason ?? "", "a reason", "a manual entry says why") : null);
    }

    private ColumnFault? TakeError(LedgerEntry entry)
    {
        if (entry.Concerns is not { } wrong || !participants.HasEntry(wrong))
        {
            return new ColumnFault("concerns", ColumnText(entry.Concerns), "the sequence of an allocation before", "an error concerns an allocation");
        }

        return (participants.IsOf(wrong, entry.Participant ?? "")
                ? null
                : new ColumnFault("participant", entry.Participant ?? "", FormattableString.Invariant($"the participant of entry {wrong}"), "the error is of the participant whom it concerns"))
            ?? (entry.Levels.Count > 0 && design.CheckLevels(entry.Levels) is { Count: > 0 } faults
                ? new ColumnFault("levels", JsonSerializer.Serialize(entry.Levels), "levels of the design", string.Join("; ", faults))
                : null)
            ?? ColumnFault.Of("cells", entry.Cells, [], "an error changes no counter")
            ?? ColumnFault.Of("imbalance", entry.Imbalance, [], "an error draws nothing")
            ?? Decided(entry, [], null, null)
            ?? (string.IsNullOrWhiteSpace(entry.Reason) ? new ColumnFault("reason", entry.Reason ?? "", "a reason", "an error says what happened") : null);
    }

    internal static ColumnFault? Decided(LedgerEntry entry, IReadOnlyList<Probability> probabilities, SchemeDraw? draw, string? arm) =>
        ColumnFault.Of("probabilities", entry.Probabilities, probabilities, Follows)
        ?? ColumnFault.Of("draw.cell", entry.Draw?.Cell, draw?.Cell, Follows)
        ?? ColumnFault.Of("draw.counter", entry.Draw?.Counter, draw?.Counter, Follows)
        ?? ColumnFault.Of("draw.bound", entry.Draw?.Bound, draw?.Bound, Follows)
        ?? ColumnFault.Of("draw.value", entry.Draw?.Value, draw?.Value, Follows)
        ?? ColumnFault.Of("arm", entry.Arm, arm, Follows);

    private void Keep(IReadOnlyList<CellState> after)
    {
        foreach (var cell in after)
        {
            cells[cell.Cell] = cell;
        }
    }

    private static string ColumnText(long? number) => number?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "";
}
