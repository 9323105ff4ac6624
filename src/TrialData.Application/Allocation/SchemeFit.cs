using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Randomisation;
using static System.FormattableString;

namespace TrialData.Application.Allocation;

/// <summary>Whether a design is one of the trial: its arms, and factors that the protocol has levels for.</summary>
internal static class SchemeFit
{
    /// <summary>The design of a file, or every fault in it.</summary>
    public static (SchemeDesign? Design, IReadOnlyList<Fault> Faults) Read(string json, TrialProtocol protocol)
    {
        var reading = SchemeDocument.ReadDesign(json);
        if (reading.Value is not { } design)
        {
            return (null, reading.Faults.Select(fault => new Fault(fault.Place, fault.Value, fault.Reason)).ToList());
        }

        var faults = (design is ClusterScheme clusters ? ClusterFit.FaultsIn(clusters, protocol) : FaultsIn(design, protocol)).ToList();
        faults.AddRange(faults.Count == 0 ? StoredWidths.FaultsIn(design) : []);
        return faults.Count == 0 ? (design, []) : (null, faults);
    }

    /// <summary>What keeps the plan of a list from being of the trial. It names the sites, so that one without rows shows.</summary>
    public static IEnumerable<Fault> FaultsIn(ListPlan plan, TrialProtocol protocol) => FaultsIn(plan.Arms, plan.StratifyBy, protocol, openSites: false);

    internal static IEnumerable<Fault> ArmFaults(IReadOnlyList<ArmRatio> planned, TrialProtocol protocol)
    {
        var arms = protocol.Arms.Select(arm => new ArmRatio(arm.Code, arm.Ratio)).ToList();
        if (!planned.SequenceEqual(arms))
        {
            yield return new Fault("arms", Spelled(planned), $"must be those of the protocol with their ratios, in its order: {Spelled(arms)}");
        }
    }

    private static IEnumerable<Fault> FaultsIn(SchemeDesign design, TrialProtocol protocol) => protocol.Randomisation.Unit == RandomisationUnit.Cluster
        ? [new Fault("procedure", design.Procedure, "allocates participants one by one; the protocol randomises clusters")]
        : FaultsIn(design.Arms, design.Factors, protocol, openSites: true);

    private static IEnumerable<Fault> FaultsIn(IReadOnlyList<ArmRatio> planned, IReadOnlyList<Factor> factors, TrialProtocol protocol, bool openSites)
    {
        foreach (var fault in ArmFaults(planned, protocol))
        {
            yield return fault;
        }

        foreach (var (index, factor) in factors.Index())
        {
            if (!protocol.Randomisation.StratifyBy.Contains(factor.Name, StringComparer.Ordinal))
            {
                yield return new Fault(Invariant($"factors[{index}].name"), factor.Name, $"is not in the protocol's stratifyBy: {string.Join(", ", protocol.Randomisation.StratifyBy)}");
            }
            else if (LevelsOf(factor.Name, protocol, openSites) is var levels && !levels.SequenceEqual(factor.Levels, StringComparer.Ordinal))
            {
                yield return new Fault(Invariant($"factors[{index}].levels"), string.Join(", ", factor.Levels), $"must be those of the protocol: {(levels.Count == 0 ? "none, as sites may join later" : string.Join(", ", levels))}");
            }
        }
    }

    private static List<string> LevelsOf(string factor, TrialProtocol protocol, bool openSites) => factor == RandomisationPlan.Site && !openSites
        ? protocol.Sites.Select(site => site.Code).ToList()
        : protocol.Randomisation.Factors.FirstOrDefault(planned => planned.Name == factor)?.Levels.Select(level => level.Level).ToList() ?? [];

    private static string Spelled(IEnumerable<ArmRatio> arms) => string.Join(", ", arms.Select(arm => Invariant($"{arm.Arm} {arm.Ratio}")));
}
