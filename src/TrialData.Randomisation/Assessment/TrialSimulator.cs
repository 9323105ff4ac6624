namespace TrialData.Randomisation;

/// <summary>Where a simulated trial takes its draws from.</summary>
internal interface IDrawSource
{
    /// <summary>Whether draws depend on their address; where they do not, it is not worked out.</summary>
    bool HasAddresses { get; }

    /// <summary>An integer below a bound.</summary>
    /// <param name="offset">Where the cell begins among the counters of all cells.</param>
    int Below(int bound, int offset, long counter);
}

/// <summary>Draws of a stream, one after another.</summary>
internal readonly struct StreamSource(SimulationStream stream) : IDrawSource
{
    public bool HasAddresses => false;

    public int Below(int bound, int offset, long counter) => bound == 1 ? 0 : stream.Below(bound);
}

/// <summary>Allocates by the rules of a scheme with levels as numbers and all counters in one array: what a real allocation does, without names.</summary>
internal sealed class TrialSimulator
{
    private readonly WeightedScheme scheme;
    private readonly int[] levelCounts;
    private readonly int[] counters;
    private readonly int[] offsets;
    private readonly int[] weights;
    private readonly long[] scores;
    private readonly int[] armOfShare;

    /// <param name="levelCounts">How many levels each factor of the scheme has.</param>
    internal TrialSimulator(WeightedScheme scheme, int[] levelCounts)
    {
        this.scheme = scheme;
        this.levelCounts = levelCounts;
        counters = new int[scheme.CounterCount(levelCounts)];
        offsets = new int[scheme.CellsOfOne];
        armOfShare = [.. scheme.ArmOfShare];
        weights = new int[armOfShare.Length];
        scores = new long[armOfShare.Length];
    }

    /// <summary>Of blocks: whether the block of the last participant has places left.</summary>
    internal bool HasOpenBlock => scheme.OpeningBound(counters, offsets) == 0;

    /// <summary>Begins another trial.</summary>
    internal void Reset() => Array.Clear(counters);

    /// <summary>Allocates the next participant.</summary>
    /// <param name="levels">The level of each factor of the scheme, counted from 0.</param>
    /// <returns>The arm, counted from 0; −1 if no place is left.</returns>
    internal int Next<TSource>(ref TSource source, ReadOnlySpan<int> levels)
        where TSource : struct, IDrawSource
    {
        scheme.Locate(levels, levelCounts, offsets);
        if (scheme.OpeningBound(counters, offsets) is > 0 and var opening)
        {
            scheme.Open(counters, offsets, source.Below(opening, offsets[0], source.HasAddresses ? scheme.CounterOfOpening(counters, offsets) : 0));
        }

        var bound = scheme.Weigh(counters, offsets, weights, scores);
        if (bound == 0)
        {
            return -1;
        }

        var share = WeightedScheme.Pick(weights, source.Below(bound, offsets[0], source.HasAddresses ? scheme.CounterOf(counters, offsets) : 0));
        scheme.Count(counters, offsets, share);
        return armOfShare[share];
    }
}
