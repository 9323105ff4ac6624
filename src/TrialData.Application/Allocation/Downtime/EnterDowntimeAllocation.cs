using FluentValidation;
using TrialData.Application.Administration.Credentials;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Randomisation;
using static System.FormattableString;

namespace TrialData.Application.Allocation.Downtime;

/// <summary>Enters afterwards that an envelope was opened for a participant while the program could not be reached.</summary>
/// <param name="Code">As it stands inside the envelope.</param>
/// <param name="OpenedOn">The day of the allocation.</param>
/// <param name="Reason">Why the program was not used.</param>
/// <param name="Password">The person's own, given again, as for <see cref="RandomiseParticipant"/>.</param>
[Requires(Permission.Randomise)]
public sealed record EnterDowntimeAllocation(
    string TrialCode, Guid ParticipantId, int Slot, string Code, DateOnly OpenedOn, string Reason, string? Password = null)
{
    public override string ToString() => nameof(EnterDowntimeAllocation);
}

public sealed class EnterDowntimeAllocationValidator : AbstractValidator<EnterDowntimeAllocation>
{
    public EnterDowntimeAllocationValidator()
    {
        RuleFor(r => r.Slot).GreaterThan(0);
        RuleFor(r => r.Code).NotEmpty().MaximumLength(SlotTexts.LongestCode);
        RuleFor(r => r.Reason).IsReason();
    }
}

/// <summary>A slot that was never issued, and a wrong code: the answer is the same, and tells of no arm.</summary>
public sealed record NoSuchEnvelope(int Slot)
    : Refusal("downtime.no-such-envelope", Invariant($"The participant's site has no slot {Slot} with that code inside."));

public sealed record SlotSettled(int Slot, SlotFate Fate)
    : Refusal("downtime.settled-already", Invariant($"Slot {Slot} is {Fate.ToString().ToLowerInvariant()} already; no slot counts twice."));

public sealed record SlotOutOfOrder(int Slot, int First)
    : Refusal("downtime.out-of-order", Invariant($"Slot {First} comes before slot {Slot}: enter who got it, or say that it was returned, spoiled or lost."));

public sealed record AllocatedAlready(string Number)
    : Refusal("downtime.allocated-already", $"Participant {Number} is allocated already; nobody is allocated twice.");

public sealed record OpenedOnWrongDay(int Slot, DateOnly OpenedOn, string Why)
    : Refusal("downtime.opened-on-wrong-day", Invariant($"Slot {Slot} cannot have been opened on {OpenedOn:yyyy-MM-dd}: {Why}."));

public sealed class EnterDowntimeAllocationHandler(
    ParticipantAccess access,
    IAllocationVault vault,
    IDowntimeStock stock,
    ParticipantLevels levels,
    AllocationGate gate,
    AllocationDraw draw,
    OwnPassword password,
    RequestContext context,
    AuditNote note,
    TimeProvider clock) : IUseCase<EnterDowntimeAllocation, AllocatedParticipant>, IPrepared<EnterDowntimeAllocation>
{
    public Task PrepareAsync(EnterDowntimeAllocation request, CancellationToken cancellation) => password.PrepareAsync(request.Password, cancellation);

    public async Task<Outcome<AllocatedParticipant>> HandleAsync(EnterDowntimeAllocation request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, request.ParticipantId, Permission.Randomise, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var (participant, _, protocol) = found.Value;
        if (await vault.FindSchemeAsync(participant.TrialId, cancellation) is not { } scheme)
        {
            return new SchemeNotSealed();
        }

        if (scheme.Document.Design is ClusterScheme)
        {
            return new SlotsNotForClusters();
        }

        // Locked before the slots are read: two people never enter one slot.
        var head = await vault.LockLedgerAsync(scheme, cancellation);
        var earlier = await vault.FindAsync(participant.ParticipantId, cancellation);
        if (earlier is null && scheme.WhyNotDrawn is { } unready)
        {
            return unready;
        }

        var slots = await stock.ListAsync(SiteScope.Only(participant.TrialId, [participant.SiteId]), cancellation);
        var slot = slots.FirstOrDefault(each => each.Number == request.Slot && each.CodeHash == EnvelopeCode.HashOf(scheme, participant.SiteId, each.Number, request.Code));
        if (slot is null)
        {
            return new NoSuchEnvelope(request.Slot);
        }

        if (earlier is not null)
        {
            return slot.ParticipantId == participant.ParticipantId
                ? AllocationRecord.Answer(participant, protocol, earlier.Arm, earlier.AllocatedOn)
                : new AllocatedAlready(participant.Number);
        }

        if ((WhyNot(request, slot, slots, participant) ?? await gate.WhyNotAsync(participant, protocol, request.OpenedOn, cancellation)) is { } refusal)
        {
            return refusal;
        }

        return await password.ConfirmsAsync(Permission.Randomise, cancellation)
            ? await EnterAsync(request, participant, protocol, scheme, slot, head, cancellation)
            : new RandomisationNotConfirmed();
    }

    private Refusal? WhyNot(EnterDowntimeAllocation request, IssuedSlot slot, IEnumerable<IssuedSlot> slots, Participant participant)
    {
        if (slot.Fate is { } fate)
        {
            return new SlotSettled(slot.Number, fate);
        }

        if (slots.Where(each => each.Fate is null).Min(each => each.Number) is var first && first != slot.Number)
        {
            return new SlotOutOfOrder(slot.Number, first);
        }

        return WrongDay(request.OpenedOn, slot, participant) is { } why ? new OpenedOnWrongDay(slot.Number, request.OpenedOn, why) : null;
    }

    private string? WrongDay(DateOnly openedOn, IssuedSlot slot, Participant participant)
    {
        if (openedOn > clock.Today())
        {
            return "that day is still to come";
        }

        if (openedOn < TrialDay.Of(slot.IssuedAt))
        {
            return Invariant($"it was issued on {TrialDay.Of(slot.IssuedAt):yyyy-MM-dd}");
        }

        return openedOn < participant.EnrolledOn ? Invariant($"{participant.Number} was enrolled on {participant.EnrolledOn:yyyy-MM-dd}") : null;
    }

    private async Task<Outcome<AllocatedParticipant>> EnterAsync(
        EnterDowntimeAllocation request, Participant participant, TrialProtocol protocol, Scheme scheme, IssuedSlot slot, LedgerHead head, CancellationToken cancellation)
    {
        var found = await levels.FindAsync(participant, protocol, scheme.Document.Design, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var accountId = context.Actor.AccountId!.Value;
        await stock.SettleAsync(
            new NewSlotFate(slot.DowntimeSlotId, SlotFate.Used, participant.ParticipantId, request.OpenedOn, request.Reason, clock.GetUtcNow(), accountId), cancellation);
        note.Changed("downtimeSlot", oldValue: null, AuditHash.Text(slot.Number), request.Reason);
        return await draw.EnterAsync(
            new ReadyParticipant(participant, protocol, accountId), scheme, head, found.Value,
            new OpenedEnvelope(slot.Site, slot.Number, request.OpenedOn, request.Reason), cancellation);
    }
}

internal static class SlotTexts
{
    public const int LongestCode = 40;
}
