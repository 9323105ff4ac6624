using TrialData.Application.Allocation.Clusters;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Randomisation;

namespace TrialData.Application.Allocation;

/// <summary>Tells before an allocation what it would use, and whether anything stands in its way. It draws nothing.</summary>
[Requires(Permission.Randomise), Reading]
public sealed record CheckRandomisation(string TrialCode, Guid ParticipantId);

/// <param name="Levels">The participant's level of each factor by its name, in order of name: the order of a design would tell of it.</param>
/// <param name="WhyNot">What has to be done first; null where the participant can be randomised.</param>
public sealed record RandomisationCheck(string Number, IReadOnlyList<KeyValuePair<string, string>> Levels, string? WhyNot);

public sealed class CheckRandomisationHandler(
    ParticipantAccess access, IAllocationVault vault, ParticipantLevels levels, AllocationGate gate, IClusterArms clusters, TimeProvider clock)
    : IUseCase<CheckRandomisation, RandomisationCheck>
{
    public async Task<Outcome<RandomisationCheck>> HandleAsync(CheckRandomisation request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, request.ParticipantId, Permission.Randomise, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var (participant, trial, protocol) = found.Value;
        if (await gate.WhyNotAsync(participant, protocol, clock.Today(), cancellation) is { } shut)
        {
            return new RandomisationCheck(participant.Number, [], shut.Message);
        }

        var drawable = await vault.FindDrawableAsync(trial.TrialId, cancellation);
        if (drawable.IsRefused)
        {
            return new RandomisationCheck(participant.Number, [], drawable.Refusal!.Message);
        }

        var design = drawable.Value.Document.Design;
        if (design is ClusterScheme)
        {
            var isAllocated = (await clusters.ListAsync(SiteScope.WholeTrial(trial.TrialId), cancellation)).Count > 0;
            return new RandomisationCheck(
                participant.Number, [KeyValuePair.Create(ClusterDesign.Factor, participant.Cluster!)], isAllocated ? null : new ClustersNotAllocated().Message);
        }

        var used = await levels.FindAsync(participant, protocol, design, cancellation);
        return used.Refusal is { } missing
            ? new RandomisationCheck(participant.Number, [], missing.Message)
            : new RandomisationCheck(participant.Number, FactorsByName.LevelsOf(used.Value), WhyNot: null);
    }
}
