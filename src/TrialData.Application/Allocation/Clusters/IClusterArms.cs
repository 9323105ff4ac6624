using TrialData.Application.Pipeline;
using TrialData.Randomisation;

namespace TrialData.Application.Allocation.Clusters;

public sealed record NewClusterAllocation(long SchemeId, long SiteId, string Cluster, LedgerEntry Entry, long AccountId);

public sealed record StoredClusterArm(string Cluster, string Site, string Arm);

/// <summary>The arms of clusters, each with its line of the ledger.</summary>
public interface IClusterArms
{
    /// <summary>Appends a cluster's entry and moves the end of the ledger to it.</summary>
    Task AppendAsync(NewClusterAllocation allocation, CancellationToken cancellation);

    /// <summary>The clusters of a scope's sites, in the order of the design; none until all are allocated.</summary>
    Task<IReadOnlyList<StoredClusterArm>> ListAsync(SiteScope scope, CancellationToken cancellation);
}
