using System.Text.Json;

namespace TrialData.Randomisation;

/// <summary>The clusters of a ledger: allocated all at once, in the design's order, before anybody of one of them.</summary>
internal sealed class ClusterHistory(ClusterScheme scheme, IDraws draws)
{
    private const string AllAtOnce = "all clusters are allocated at once, before anybody of one of them";

    private ClusterAllocation? made;
    private int taken;

    // A ledger in which nothing was allocated yet is whole, too.
    internal ColumnFault? Unfinished => taken > 0 ? Missing("") : null;

    internal ColumnFault? Take(LedgerEntry entry)
    {
        if (taken == scheme.Design.Clusters.Count)
        {
            return new ColumnFault("kind", "cluster", "allocated", "all clusters are allocated already");
        }

        if ((made ??= ConstrainedRandomisation.Allocate(scheme.Design, draws)) is not { } allocation)
        {
            return new ColumnFault("arm", entry.Arm ?? "", "", "no allocation of the clusters is acceptable");
        }

        var cluster = taken++;
        return ColumnFault.Of("participant", entry.Participant, null, "a cluster is no participant")
            ?? ColumnFault.Of("levels", JsonSerializer.Serialize(entry.Levels), JsonSerializer.Serialize(ClusterScheme.LevelsIn(scheme.Design.Clusters[cluster].Code)), "clusters come in the design's order")
            ?? ColumnFault.Of("cells", entry.Cells, [], "clusters rest on no counts")
            ?? ColumnFault.Of("imbalance", entry.Imbalance, [], "a cluster has no score of its own")
            ?? LedgerHistory.Decided(entry, allocation.Probabilities[cluster], allocation.Draw, allocation.ArmOfCluster[cluster])
            ?? ColumnFault.Of("concerns", entry.Concerns, null, "only an error concerns another entry")
            ?? ColumnFault.Of("reason", entry.Reason, null, "an allocation by the scheme needs no reason");
    }

    internal ColumnFault? TakeMember(LedgerEntry entry)
    {
        if (entry.Kind == LedgerKind.Manual)
        {
            return new ColumnFault("kind", "manual", "allocated", "an arm that follows from the cluster needs no slot");
        }

        var place = scheme.Design.Clusters.Index().First(each => each.Item.Code == entry.Levels[ClusterDesign.Factor]).Index;
        return Missing("allocated")
            ?? ColumnFault.Of("imbalance", entry.Imbalance, [], "nothing is drawn for a participant of a cluster")
            ?? LedgerHistory.Decided(entry, [], null, made!.ArmOfCluster[place])
            ?? ColumnFault.Of("reason", entry.Reason, null, "an allocation by the scheme needs no reason");
    }

    private ColumnFault? Missing(string found) => taken < scheme.Design.Clusters.Count ? new ColumnFault("kind", found, "cluster", AllAtOnce) : null;
}
