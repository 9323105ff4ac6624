namespace TrialData.Randomisation;

/// <summary>Makes lists for systems that take one: permuted blocks in each stratum, by sealed draws.</summary>
public static class ListMaker
{
    /// <summary>Makes a list: whole blocks, until each stratum has the rows it needs.</summary>
    /// <param name="plan">A sound plan with at least one block size.</param>
    /// <param name="draws">The draws of the list.</param>
    /// <returns>The rows, stratum after stratum, with numbers and blocks.</returns>
    /// <exception cref="ArgumentException">The plan has faults, or no block sizes.</exception>
    public static IReadOnlyList<ListRow> Make(ListPlan plan, IDraws draws)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(draws);
        if (plan.Check() is { Count: > 0 } faults)
        {
            throw new ArgumentException(string.Join('\n', faults), nameof(plan));
        }

        var scheme = new PermutedBlockScheme(plan.Arms, plan.StratifyBy, plan.BlockSizes);
        return
        [
            .. StratumNames.Levels(plan.StratifyBy)
                .SelectMany(levels => RowsOf(scheme, draws, levels.ToDictionary(level => level.Factor, level => level.Level), plan.RowsPerStratum)),
        ];
    }

    private static IEnumerable<ListRow> RowsOf(PermutedBlockScheme scheme, IDraws draws, Dictionary<string, string> levels, int count)
    {
        var simulator = new TrialSimulator(scheme, [.. scheme.Factors.Select(_ => 1)]);
        var source = new OneStratum(draws, scheme.CellsOf(levels)[0]);
        var only = new int[scheme.Factors.Count];
        var block = 1;
        for (var number = 1; number <= count || simulator.HasOpenBlock; number++)
        {
            yield return new ListRow(levels, scheme.Arms[simulator.Next(ref source, only)].Arm, number, block);
            block += simulator.HasOpenBlock ? 0 : 1;
        }
    }

    private readonly struct OneStratum(IDraws draws, string name) : IDrawSource
    {
        public bool HasAddresses => true;

        public int Below(int bound, int offset, long counter) => draws.Below(bound, name, counter);
    }
}
