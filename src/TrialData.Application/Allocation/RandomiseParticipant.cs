using TrialData.Application.Capture;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Randomisation;

namespace TrialData.Application.Allocation;

/// <summary>Allocates an enrolled participant to an arm and schedules the follow-up. Asked again, it gives the same answer.</summary>
[Requires(Permission.Randomise)]
public sealed record RandomiseParticipant(string TrialCode, Guid ParticipantId);

public sealed record AllocatedParticipant(string Number, string Arm, string ArmLabel, DateOnly? AllocatedOn);

public sealed record SchemeNotSealed()
    : Refusal("allocation.scheme-not-sealed", "The trial's randomisation scheme has not been sealed yet.");

public sealed record BaselineIncomplete(string Number, string Missing)
    : Refusal("allocation.baseline-incomplete", $"Participant {Number} lacks forms that are required before randomisation: {Missing}.");

public sealed class RandomiseParticipantHandler(
    ParticipantAccess access,
    IParticipants participants,
    IForms forms,
    IAllocationVault vault,
    ITrials trials,
    SiteGate gate,
    ISealer sealer,
    IIdentities identities,
    RequestContext context,
    AuditNote note,
    TimeProvider clock) : IUseCase<RandomiseParticipant, AllocatedParticipant>
{
    private const string WholeTrial = "all";

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
            return Answer(participant, protocol, earlier.Arm, earlier.AllocatedOn);
        }

        if (await WhyNotAsync(participant, protocol, cancellation) is { } refusal)
        {
            return refusal;
        }

        if (await vault.FindSchemeAsync(participant.TrialId, cancellation) is not { } scheme)
        {
            return new SchemeNotSealed();
        }

        return await AllocateAsync(participant, protocol, scheme, cancellation);
    }

    private async Task<Refusal?> WhyNotAsync(Participant participant, TrialProtocol protocol, CancellationToken cancellation)
    {
        if (participant.EndedOn is { } endedOn)
        {
            return new ParticipationEnded(participant.Number, endedOn);
        }

        if (participant.Status != ParticipantStatus.Enrolled)
        {
            return new WrongStatus(participant.Number, participant.Status, ParticipantStatus.Enrolled);
        }

        if (await gate.WhyShutAsync(participant, DateOnly.FromDateTime(clock.GetUtcNow().Date), cancellation) is { } shut)
        {
            return shut;
        }

        var saved = await forms.SavedAsync(participant.ParticipantId, cancellation);
        var missing =
            from visit in protocol.Visits
            where visit.Anchor == VisitAnchor.Enrolment
            from planned in visit.Forms
            where planned.Required && !saved.Contains(new SavedFormOfVisit(visit.Code, planned.Form))
            select $"{visit.Code}/{planned.Form}";
        var names = string.Join(", ", missing);
        return names.Length == 0 ? null : new BaselineIncomplete(participant.Number, names);
    }

    private async Task<AllocatedParticipant> AllocateAsync(
        Participant participant, TrialProtocol protocol, Scheme scheme, CancellationToken cancellation)
    {
        var design = SchemeDesign.Sealed(scheme.Design);
        var stratum = await StratumOfAsync(participant, design, cancellation);
        using var draws = new SealedDraws(sealer.Unseal(scheme.SealedSecret), scheme.PublicId.ToString("D"));

        // Counter, draw and allocation are one transaction: two sites randomising at the same moment must never use the same draw.
        var state = await vault.LockStratumAsync(scheme.SchemeId, stratum, cancellation);
        var drawn = PermutedBlocks.Next(design.Blocks, draws, stratum, state);
        await vault.MoveStratumAsync(scheme.SchemeId, stratum, drawn.Next, cancellation);

        var now = clock.GetUtcNow();
        var allocatedOn = DateOnly.FromDateTime(now.Date);
        var allocation = new NewAllocation(
            identities.NewId(), participant.TrialId, participant.SiteId, participant.ParticipantId, drawn.Arm, AllocationOrigin.Drawn,
            scheme.SchemeId, stratum, drawn.Next.Allocated, allocatedOn, now, context.Actor.AccountId!.Value);
        await vault.AddAsync(allocation, cancellation);
        note.Allocated(participant.Number, drawn.Arm, allocation.Evidence().Name, allocation.Evidence().Digest);
        await participants.MarkRandomisedAsync(participant.ParticipantId, cancellation);
        note.Changed("status", participant.Status.ToString(), nameof(ParticipantStatus.Randomised));
        var visits = VisitSchedule.From(protocol, VisitAnchor.Randomisation, allocatedOn, drawn.Arm);
        await participants.AddVisitsAsync(participant.ParticipantId, visits, cancellation);
        return Answer(participant, protocol, drawn.Arm, allocatedOn);
    }

    private async Task<string> StratumOfAsync(Participant participant, SchemeDesign design, CancellationToken cancellation)
    {
        if (design.StratifyBy.Count == 0)
        {
            return WholeTrial;
        }

        var sites = await trials.SitesAsync(participant.TrialId, cancellation);
        return $"site={sites.Single(s => s.SiteId == participant.SiteId).Code}";
    }

    private static AllocatedParticipant Answer(Participant participant, TrialProtocol protocol, string arm, DateOnly? allocatedOn) =>
        new(participant.Number, arm, protocol.FindArm(arm)?.Label ?? arm, allocatedOn);
}
