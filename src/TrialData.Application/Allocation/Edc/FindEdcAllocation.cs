using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Allocation.Edc;

/// <summary>The allocation of a participant that an EDC has randomised before: what it asks first, so that nobody is randomised twice.</summary>
[Anonymous, Reading]
public sealed record FindEdcAllocation(EdcProof Proof, string Identifier);

/// <param name="Number">The participant's here.</param>
/// <param name="Code">The arm's.</param>
public sealed record EdcAllocation(string Number, string Code);

public sealed record NotRandomisedYet(string Identifier)
    : Refusal("edc.identifier-not-found", $"Nobody called {Identifier} has been randomised.");

public sealed class FindEdcAllocationHandler(EdcAccess access, IAttestedParticipants attested, IParticipants participants, IAllocationVault vault, AuditNote note)
    : IUseCase<FindEdcAllocation, EdcAllocation>
{
    public async Task<Outcome<EdcAllocation>> HandleAsync(FindEdcAllocation request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.Proof, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var trialId = found.Value.Trial.TrialId;
        if (await attested.FindAsync(trialId, request.Identifier, cancellation) is not { } earlier
            || await participants.FindAsync(earlier.PublicId, SiteScope.WholeTrial(trialId), cancellation) is not { } participant
            || await vault.FindAsync(participant.ParticipantId, cancellation) is not { } made)
        {
            return new NotRandomisedYet(request.Identifier);
        }

        note.On(trialId, participant.SiteId, participant.Number);
        return new EdcAllocation(participant.Number, made.Arm);
    }
}
