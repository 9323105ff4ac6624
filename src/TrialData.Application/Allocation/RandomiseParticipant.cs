using TrialData.Application.Administration.Credentials;
using TrialData.Application.Allocation.Clusters;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Randomisation;

namespace TrialData.Application.Allocation;

/// <summary>Allocates an enrolled participant to an arm and schedules the follow-up. Asked again, it gives the same answer.</summary>
/// <param name="Password">The person's own, given again. A program gives none where its token names this permission: it was made for it.</param>
[Requires(Permission.Randomise)]
public sealed record RandomiseParticipant(string TrialCode, Guid ParticipantId, string? Password = null)
{
    public override string ToString() => nameof(RandomiseParticipant);
}

public sealed record AllocatedParticipant(string Number, string Arm, string ArmLabel, DateOnly? AllocatedOn);

public sealed record NoPlaceLeft(string Number)
    : Refusal("allocation.no-place-left", $"The scheme has no place left for a participant such as {Number}. Tell the randomisation administrator.");

public sealed record SchemeRevealed()
    : Refusal("allocation.scheme-revealed", "The scheme's secret has been revealed; nobody can be allocated any more.");

/// <summary>Whether the password was wrong or the account is locked is not said.</summary>
public sealed record RandomisationNotConfirmed()
    : Refusal("allocation.not-confirmed", "Nobody was allocated: confirm with your own password. After several failures, wait before you try again.")
{
    internal override bool KeepsWork => true;
}

public sealed class RandomiseParticipantHandler(
    ParticipantAccess access,
    IAllocationVault vault,
    ParticipantLevels levels,
    AllocationGate gate,
    AllocationDraw draw,
    ArmOfCluster cluster,
    OwnPassword password,
    RequestContext context,
    TimeProvider clock) : IUseCase<RandomiseParticipant, AllocatedParticipant>, IPrepared<RandomiseParticipant>
{
    public Task PrepareAsync(RandomiseParticipant request, CancellationToken cancellation) => password.PrepareAsync(request.Password, cancellation);

    public async Task<Outcome<AllocatedParticipant>> HandleAsync(RandomiseParticipant request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, request.ParticipantId, Permission.Randomise, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var (participant, _, protocol) = found.Value;
        if (await vault.FindAsync(participant.ParticipantId, cancellation) is { } earlier)
        {
            return AllocationRecord.Answer(participant, protocol, earlier.Arm, earlier.AllocatedOn);
        }

        if (await gate.WhyNotAsync(participant, protocol, clock.Today(), cancellation) is { } refusal)
        {
            return refusal;
        }

        var scheme = await vault.FindDrawableAsync(participant.TrialId, cancellation);
        if (scheme.IsRefused)
        {
            return scheme.Refusal!;
        }

        return await password.ConfirmsAsync(Permission.Randomise, cancellation)
            ? await AllocateAsync(participant, protocol, scheme.Value, cancellation)
            : new RandomisationNotConfirmed();
    }

    private async Task<Outcome<AllocatedParticipant>> AllocateAsync(
        Participant participant, TrialProtocol protocol, Scheme scheme, CancellationToken cancellation)
    {
        var design = scheme.Document.Design;
        var ready = new ReadyParticipant(participant, protocol, context.Actor.AccountId!.Value);
        if (design is ClusterScheme)
        {
            return await cluster.GiveAsync(ready, scheme, cancellation);
        }

        var found = await levels.FindAsync(participant, protocol, design, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var head = await vault.LockLedgerAsync(scheme, cancellation);
        return await draw.AllocateAsync(ready, scheme, head, found.Value, cancellation);
    }
}
