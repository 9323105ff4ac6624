using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Randomisation;
using static System.FormattableString;

namespace TrialData.Application.Allocation;

/// <summary>Whether a design of clusters is one of the trial: its arms, and all of its clusters.</summary>
internal static class ClusterFit
{
    public static IEnumerable<Fault> FaultsIn(ClusterScheme scheme, TrialProtocol protocol)
    {
        if (protocol.Randomisation.Unit != RandomisationUnit.Cluster)
        {
            return [new Fault("procedure", scheme.Procedure, "allocates clusters; the protocol randomises each participant")];
        }

        var planned = protocol.Randomisation.Clusters.Select(cluster => cluster.Code).ToList();
        var designed = scheme.Design.Clusters.Select(cluster => cluster.Code).ToList();
        return
        [
            .. SchemeFit.ArmFaults(scheme.Arms, protocol),
            .. designed.Index().Where(each => !planned.Contains(each.Item, StringComparer.Ordinal))
                .Select(each => new Fault(Invariant($"clusters[{each.Index}].code"), each.Item, "is no cluster of the protocol")),
            .. planned.Where(code => !designed.Contains(code, StringComparer.Ordinal))
                .Select(code => new Fault("clusters", code, "is missing: the protocol's clusters are allocated all at once")),
        ];
    }
}
