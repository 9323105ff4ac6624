using TrialData.Application.Administration;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Allocation.Downtime;

/// <summary>Lists the slots that were issued and what became of them. No arm stands in it.</summary>
[Requires(Permission.ReadDowntimeSlots), Reading]
public sealed record ListDowntimeSlots(string TrialCode);

/// <param name="Fate">Null while it is out.</param>
public sealed record ListedSlot(string Site, int Number, DateTimeOffset IssuedAt, SlotFate? Fate, string? ParticipantNumber, DateOnly? OpenedOn);

public sealed record ListedSlots(IReadOnlyList<ListedSlot> Slots);

public sealed class ListDowntimeSlotsHandler(TrialAccess access, IDowntimeStock stock) : IUseCase<ListDowntimeSlots, ListedSlots>
{
    public async Task<Outcome<ListedSlots>> HandleAsync(ListDowntimeSlots request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, Permission.ReadDowntimeSlots, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var slots = await stock.ListAsync(found.Value.Scope, cancellation);
        return new ListedSlots(slots.Select(slot => new ListedSlot(slot.Site, slot.Number, slot.IssuedAt, slot.Fate, slot.ParticipantNumber, slot.OpenedOn)).ToList());
    }
}
