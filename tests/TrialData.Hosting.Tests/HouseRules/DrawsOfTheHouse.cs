using Xunit;

namespace TrialData.Hosting.Tests.HouseRules;

/// <summary>Two generators, two uses: real allocations come from sealed draws, simulated trials and people from the fast generator.</summary>
public sealed class DrawsOfTheHouse
{
    private const string Fast = "TrialData.Randomisation.Philox4x32";

    // The fast generator, and what hands out its numbers. A new line is a decision: nothing here may make a real allocation.
    private static readonly string[] Simulating =
    [
        "TrialData.Application.Allocation.SimulatedVariates",
        "TrialData.Hosting.Demonstration.DemonstrationStage",
        "TrialData.Randomisation.AssessmentWorker",
        "TrialData.Randomisation.Population",
        "TrialData.Randomisation.SimulationDraws",
        "TrialData.Randomisation.SimulationStream",
        "TrialData.Randomisation.StreamSource",
    ];

    // What a real allocation, its secret, its nonce and its proof are made by.
    public static TheoryData<string> Real =>
    [
        "TrialData.Application.Allocation.RandomiseParticipantHandler",
        "TrialData.Application.Allocation.Clusters.AllocateClustersHandler",
        "TrialData.Application.Allocation.SealSchemeHandler",
        "TrialData.Application.Allocation.GiveNonceHandler",
        "TrialData.Application.Allocation.RevealSchemeHandler",
        "TrialData.Application.Allocation.VerifyLedgerHandler",
        "TrialData.Application.Allocation.Scheme",
        "TrialData.Storage.Ports.AllocationVault",
        "TrialData.Hosting.SealedByDataProtection",
        "TrialData.Hosting.SystemIdentities",
        "TrialData.Randomisation.SealedDraws",
        "TrialData.Randomisation.LedgerReplay",
    ];

    private static readonly string[] Simulators = [Fast, "TrialData.Randomisation.SimulationStream", "TrialData.Application.Allocation.SimulatedVariates"];

    private static readonly ILookup<string, string> Uses = House.Projects.SelectMany(House.Uses).ToLookup(use => use.From.ToString(), use => use.To.ToString());

    [Fact]
    public void The_fast_generator_is_used_by_simulation_alone() => Assert.Equal(
        Simulating,
        Uses.Where(user => user.Any(Simulators.Contains)).Select(user => user.Key).Order(StringComparer.Ordinal));

    // By any way, over whatever it uses and that uses in turn.
    [Theory, MemberData(nameof(Real))]
    public void What_makes_a_real_allocation_does_not_reach_it(string start) => Assert.Empty(WaysToSimulators(start));

    [Fact]
    public void An_assessment_does_reach_it() => Assert.NotEmpty(WaysToSimulators("TrialData.Application.Allocation.AssessDesignHandler"));

    private static IEnumerable<string> WaysToSimulators(string start)
    {
        Assert.True(Uses.Contains(start), $"There is no {start}.");
        var ways = new Dictionary<string, string>(StringComparer.Ordinal) { [start] = start };
        var ahead = new Queue<string>([start]);
        while (ahead.TryDequeue(out var next))
        {
            foreach (var further in Uses[next].Where(further => ways.TryAdd(further, $"{ways[next]} -> {further}")))
            {
                ahead.Enqueue(further);
            }
        }

        return Simulators.Where(ways.ContainsKey).Select(simulator => ways[simulator]);
    }
}
