using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Allocation;

/// <summary>Shows the allocation of a participant, once it was made.</summary>
[Requires(Permission.ReadAllocation), Reading]
public sealed record ShowAllocation(string TrialCode, Guid ParticipantId);

public sealed record NotAllocated(string Number)
    : Refusal("allocation.not-found", $"Participant {Number} has not been allocated.");

public sealed class ShowAllocationHandler(ParticipantAccess access, IAllocationVault vault) : IUseCase<ShowAllocation, AllocatedParticipant>
{
    public async Task<Outcome<AllocatedParticipant>> HandleAsync(ShowAllocation request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, request.ParticipantId, Permission.ReadAllocation, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var (participant, _, protocol) = found.Value;
        return await vault.FindAsync(participant.ParticipantId, cancellation) is { } made
            ? AllocationRecord.Answer(participant, protocol, made.Arm, made.AllocatedOn)
            : new NotAllocated(participant.Number);
    }
}
