using TrialData.Instruments.Json;
using static System.FormattableString;

namespace TrialData.Application.Protocol;

/// <summary>What must hold of the clusters that are randomised.</summary>
internal static class ClusterRules
{
    private const string Place = "randomisation.clusters";

    public static void Check(TrialProtocol protocol, JsonCursor root)
    {
        if (protocol.Randomisation is not { } plan)
        {
            return;
        }

        if (plan.Unit != RandomisationUnit.Cluster)
        {
            if (plan.Clusters.Count > 0)
            {
                root.Fault(Place, value: null, "are randomised where the unit is cluster alone");
            }

            return;
        }

        if (plan.Clusters.Count < Math.Max(2, protocol.Arms.Count))
        {
            root.Fault(Place, Invariant($"{plan.Clusters.Count}"), "are too few: each arm needs one");
        }

        ProtocolRules.MustBeDistinct(root, Place, plan.Clusters.Select(cluster => cluster.Code));
        var sites = protocol.Sites.Select(site => site.Code).ToList();
        for (var i = 0; sites.Count > 0 && i < plan.Clusters.Count; i++)
        {
            root.MustBeOneOf(Invariant($"{Place}[{i}].site"), plan.Clusters[i].Site, sites);
        }

        if (plan.StratifyBy.Count > 0)
        {
            root.Fault("randomisation.stratifyBy", string.Join(", ", plan.StratifyBy), "tells participants apart; clusters are balanced by areas and covariates of the design");
        }

        if (protocol.Arms.Select(arm => arm.Ratio).Distinct().Skip(1).Any())
        {
            root.Fault("arms", string.Join(':', protocol.Arms.Select(arm => arm.Ratio)), "must have equal ratios where clusters are randomised");
        }
    }
}
