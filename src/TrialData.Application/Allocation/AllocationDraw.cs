using TrialData.Application.Allocation.Lists;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Randomisation;

namespace TrialData.Application.Allocation;

/// <summary>A participant whom nothing keeps from being allocated, and the account that answers for it.</summary>
internal sealed record ReadyParticipant(Participant Participant, TrialProtocol Protocol, long AccountId);

/// <summary>Allocates a participant, by a draw or by what an envelope drew, and keeps what follows. Whoever has a cluster follows that (<see cref="Clusters.ArmOfCluster"/>).</summary>
public sealed class AllocationDraw(IAllocationVault vault, AllocationRecord record, ISealer sealer, ListOpener lists, TimeProvider clock)
{
    /// <param name="head">Of the ledger, locked: counters, draw, ledger and allocation are one transaction, as two sites randomising at the same moment must never use the same draw.</param>
    /// <param name="levels">Of the factors of the design.</param>
    internal async Task<Outcome<AllocatedParticipant>> AllocateAsync(
        ReadyParticipant ready, Scheme scheme, LedgerHead head, IReadOnlyDictionary<string, string> levels, CancellationToken cancellation)
    {
        var (counted, cells) = await CellsAsync(scheme, levels, cancellation);
        if (await DrawAsync(scheme, levels, cells, cancellation) is not { } drawn)
        {
            return new NoPlaceLeft(ready.Participant.Number);
        }

        await vault.KeepCellsAsync(scheme.SchemeId, drawn.After, counted, cancellation);
        var entry = LedgerEntry.OfAllocation(PlaceAfter(head, scheme), ready.Participant.PublicId.ToString("D"), levels, drawn);
        return await KeepAsync(ready, scheme, entry, TrialDay.Of(entry.RecordedAt), cancellation);
    }

    /// <summary>Enters an allocation that an envelope gave.</summary>
    /// <param name="opened">The envelope's site, its number counted from 1, the day on which it was opened, and why.</param>
    internal async Task<Outcome<AllocatedParticipant>> EnterAsync(
        ReadyParticipant ready, Scheme scheme, LedgerHead head, IReadOnlyDictionary<string, string> levels, OpenedEnvelope opened, CancellationToken cancellation)
    {
        var design = scheme.Document.Design;
        var (counted, cells) = await CellsAsync(scheme, levels, cancellation);
        var drawn = SlotOf(scheme, opened);
        if (design.CountsDowntime)
        {
            await vault.KeepCellsAsync(scheme.SchemeId, [.. design.CountDowntime(levels, cells, drawn.Share)], counted, cancellation);
        }

        var entry = LedgerEntry.OfDowntime(PlaceAfter(head, scheme), ready.Participant.PublicId.ToString("D"), levels, cells, drawn, opened.Reason);
        return await KeepAsync(ready, scheme, entry, opened.On, cancellation);
    }

    private async Task<(IReadOnlyDictionary<string, CellState> Counted, List<CellState> Cells)> CellsAsync(
        Scheme scheme, IReadOnlyDictionary<string, string> levels, CancellationToken cancellation)
    {
        var design = scheme.Document.Design;
        var names = design.CellsOf(levels);
        var counted = await vault.CellsAsync(scheme.SchemeId, names, cancellation);
        return (counted, names.Select(cell => counted.GetValueOrDefault(cell) ?? new CellState(cell, design.Start)).ToList());
    }

    private LedgerPlace PlaceAfter(LedgerHead head, Scheme scheme) =>
        new(head.Entries + 1, scheme.PublicId.ToString("D"), clock.GetUtcNow().ToUniversalTime(), head.Hash);

    private async Task<AllocatedParticipant> KeepAsync(ReadyParticipant ready, Scheme scheme, LedgerEntry entry, DateOnly allocatedOn, CancellationToken cancellation)
    {
        await vault.AppendAsync(scheme.SchemeId, ready.Participant.ParticipantId, entry, cancellation);
        return await record.KeepAsync(ready, scheme, entry, allocatedOn, cancellation);
    }

    private async Task<SchemeAllocation?> DrawAsync(
        Scheme scheme, IReadOnlyDictionary<string, string> levels, List<CellState> cells, CancellationToken cancellation)
    {
        var design = scheme.Document.Design;
        var secret = sealer.Unseal(scheme.SealedSecret);
        var opened = design is ConcealedList list ? await lists.OpenAsync(scheme, list, cells[0], secret, cancellation) : design;
        using var draws = scheme.DrawsUnder(secret);
        return opened.Allocate(draws, levels, cells);
    }

    private DowntimeSlot SlotOf(Scheme scheme, OpenedEnvelope envelope)
    {
        using var opened = scheme.Open(sealer);
        return DowntimeSlots.Of(opened.Design, opened.Draws, envelope.Site, envelope.Number - 1);
    }
}

internal sealed record OpenedEnvelope(string Site, int Number, DateOnly On, string Reason);
