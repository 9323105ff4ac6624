using TrialData.Application.Allocation.Lists;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Randomisation;

namespace TrialData.Application.Allocation;

/// <summary>A participant whom nothing keeps from being allocated, and the account that answers for it.</summary>
internal sealed record ReadyParticipant(Participant Participant, TrialProtocol Protocol, long AccountId);

/// <summary>The one way to draw for a participant and to keep what was drawn.</summary>
public sealed class AllocationDraw(IAllocationVault vault, AllocationRecord record, ISealer sealer, ListOpener lists, TimeProvider clock)
{
    /// <param name="head">Of the ledger, locked: counters, draw, ledger and allocation are one transaction, as two sites randomising at the same moment must never use the same draw.</param>
    /// <param name="levels">Of the factors of the design.</param>
    internal async Task<Outcome<AllocatedParticipant>> AllocateAsync(
        ReadyParticipant ready, Scheme scheme, LedgerHead head, IReadOnlyDictionary<string, string> levels, CancellationToken cancellation)
    {
        var participant = ready.Participant;
        var counted = await vault.CellsAsync(scheme.SchemeId, scheme.Document.Design.CellsOf(levels), cancellation);
        if (await DrawAsync(scheme, levels, counted, cancellation) is not { } drawn)
        {
            return new NoPlaceLeft(participant.Number);
        }

        var now = clock.GetUtcNow();
        var place = new LedgerPlace(head.Entries + 1, scheme.PublicId.ToString("D"), now.ToUniversalTime(), head.Hash);
        var entry = LedgerEntry.OfAllocation(place, participant.PublicId.ToString("D"), levels, drawn);
        await vault.KeepCellsAsync(scheme.SchemeId, drawn.After, counted, cancellation);
        await vault.AppendAsync(scheme.SchemeId, participant.ParticipantId, entry, cancellation);
        return await record.KeepAsync(ready, scheme, entry, TrialDay.Of(entry.RecordedAt), cancellation);
    }

    private async Task<SchemeAllocation?> DrawAsync(
        Scheme scheme, IReadOnlyDictionary<string, string> levels, IReadOnlyDictionary<string, CellState> counted, CancellationToken cancellation)
    {
        var design = scheme.Document.Design;
        var cells = design.CellsOf(levels).Select(cell => counted.GetValueOrDefault(cell) ?? new CellState(cell, design.Start)).ToList();
        var secret = sealer.Unseal(scheme.SealedSecret);
        var opened = design is ConcealedList list ? await lists.OpenAsync(scheme, list, cells[0], secret, cancellation) : design;
        using var draws = scheme.DrawsUnder(secret);
        return opened.Allocate(draws, levels, cells);
    }
}
