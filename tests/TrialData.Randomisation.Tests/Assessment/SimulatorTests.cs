namespace TrialData.Randomisation.Tests;

public sealed class Simulated_allocations
{
    private static readonly string[][] Levels = [["S1", "S2", "S3"], ["low", "high"], ["yes", "no"]];

    public static TheoryData<string> Names => Designs.Names;

    [Theory, MemberData(nameof(Names))]
    public void Are_the_real_ones_given_the_same_draws(string name)
    {
        var design = Designs.Weighted(name);
        int[] factors = [.. design.Factors.Select(factor => factor.Name == "site" ? 0 : factor.Name == "severity" ? 1 : 2)];
        int[] counts = [.. factors.Select(factor => Levels[factor].Length)];
        var draws = new SimulationDraws(20261127);
        var real = new ByHand(design, draws);
        var simulator = new TrialSimulator(design, counts);
        var source = new NamedCells(draws, Names(design, factors), design.Width);
        var people = new SimulationStream(5, 5);

        for (var i = 0; i < 600; i++)
        {
            int[] levels = [.. counts.Select(people.Below)];
            var allocation = real.Allocate(factors.Index().ToDictionary(each => design.Factors[each.Index].Name, each => Levels[each.Item][levels[each.Index]]));

            Assert.Equal(allocation?.Arm, simulator.Next(ref source, levels) is >= 0 and var arm ? design.Arms[arm].Arm : null);
        }

        static IReadOnlyList<string> Names(WeightedScheme design, int[] factors) => design is Minimisation ? ["all"] : Strata(factors);
    }

    // The strata in the order of the simulator's cells: the last factor's levels follow each other.
    private static IReadOnlyList<string> Strata(int[] factors)
    {
        IEnumerable<string> names = [""];
        foreach (var factor in factors)
        {
            var name = factor == 0 ? "site" : factor == 1 ? "severity" : "employment";
            names = [.. names.SelectMany(before => Levels[factor].Select(level => $"{before}|{name}={level}"))];
        }

        return [.. names.Select(each => each.Length == 0 ? "all" : each[1..])];
    }

    private readonly struct NamedCells(IDraws draws, IReadOnlyList<string> names, int width) : IDrawSource
    {
        public bool HasAddresses => true;

        public int Below(int bound, int offset, long counter) => draws.Below(bound, names[offset / width], counter);
    }
}
