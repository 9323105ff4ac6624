using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;

namespace TrialData.Application.Allocation.Clusters;

/// <summary>Lists the clusters of the sites whose allocations the account may see, with their arms.</summary>
[Requires(Permission.ReadAllocation), Reading]
public sealed record ListClusters(string TrialCode);

public sealed record ListedClusters(IReadOnlyList<ListedCluster> Clusters);

public sealed record ListedCluster(string Cluster, string Name, string Site, string Arm, string ArmLabel);

public sealed class ListClustersHandler(TrialAccess access, ITrials trials, IClusterArms clusters) : IUseCase<ListClusters, ListedClusters>
{
    public async Task<Outcome<ListedClusters>> HandleAsync(ListClusters request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, Permission.ReadAllocation, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var (trial, scope) = found.Value;
        var protocol = await trials.ProtocolAsync(trial.TrialId, trial.ProtocolVersion, cancellation);
        if (protocol.Randomisation.Unit != RandomisationUnit.Cluster)
        {
            return new NotOfClusters();
        }

        var arms = await clusters.ListAsync(scope, cancellation);
        if (arms.Count == 0 && (await clusters.ListAsync(SiteScope.WholeTrial(trial.TrialId), cancellation)).Count == 0)
        {
            return new ClustersNotAllocated();
        }

        var names = protocol.Randomisation.Clusters.ToDictionary(cluster => cluster.Code, cluster => cluster.Name, StringComparer.Ordinal);
        return new ListedClusters(arms.Select(each => new ListedCluster(
            each.Cluster, names[each.Cluster], each.Site, each.Arm, protocol.FindArm(each.Arm)?.Label ?? each.Arm)).ToList());
    }
}
