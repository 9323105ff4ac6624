using TrialData.Application.Pipeline;
using TrialData.Randomisation;

namespace TrialData.Application.Allocation.Clusters;

/// <summary>Gives a participant the arm of the own cluster: nothing is drawn, and everything else is as for any allocation.</summary>
public sealed class ArmOfCluster(IAllocationVault vault, IClusterArms clusters, AllocationRecord record, TimeProvider clock)
{
    internal async Task<Outcome<AllocatedParticipant>> GiveAsync(ReadyParticipant ready, Scheme scheme, CancellationToken cancellation)
    {
        var participant = ready.Participant;
        var head = await vault.LockLedgerAsync(scheme, cancellation);

        // The cluster may be another site's: who was transferred stays with the own.
        var arms = await clusters.ListAsync(SiteScope.WholeTrial(participant.TrialId), cancellation);
        if (arms.FirstOrDefault(each => each.Cluster == participant.Cluster) is not { } found)
        {
            return new ClustersNotAllocated();
        }

        var place = new LedgerPlace(head.Entries + 1, scheme.PublicId.ToString("D"), clock.GetUtcNow().ToUniversalTime(), head.Hash);
        var entry = LedgerEntry.OfMember(place, participant.PublicId.ToString("D"), found.Cluster, found.Arm);
        await vault.AppendAsync(scheme.SchemeId, participant.ParticipantId, entry, cancellation);
        return await record.KeepAsync(ready, scheme, entry, TrialDay.Of(entry.RecordedAt), cancellation);
    }
}
