using TrialData.Application.Allocation.Clusters;
using TrialData.Application.Pipeline;
using TrialData.Randomisation;
using TrialData.Storage.Records;
using TrialData.Storage.Session;

namespace TrialData.Storage.Ports;

public sealed class ClusterArms(StoreSession session) : IClusterArms
{
    private static readonly SqlFile AppendClusterLine = SqlFile.Named("allocation/AppendClusterLine");
    private static readonly SqlFile ClusterArmsInTrial = SqlFile.Named("allocation/ClusterArmsInTrial");
    private static readonly SqlFile ClusterArmsAtSites = SqlFile.Named("allocation/ClusterArmsAtSites");

    public async Task AppendAsync(NewClusterAllocation allocation, CancellationToken cancellation)
    {
        var id = await session.NextIdAsync(cancellation);
        session.Touched.Add(VouchedRecords.ClusterAllocation, id);
        await session.ExecuteAsync(
            AppendClusterLine,
            new
            {
                ClusterAllocationId = id,
                allocation.SchemeId,
                allocation.SiteId,
                allocation.Cluster,
                allocation.Entry.Arm,
                allocation.Entry.Sequence,
                Line = LedgerFile.LineOf(allocation.Entry),
                allocation.AccountId,
                allocation.Entry.Hash,
            },
            cancellation);
    }

    public async Task<IReadOnlyList<StoredClusterArm>> ListAsync(SiteScope scope, CancellationToken cancellation) =>
        await session.QueryAsync<StoredClusterArm>(scope.AllSites ? ClusterArmsInTrial : ClusterArmsAtSites, new { scope.TrialId, scope.SiteIds }, cancellation);
}
