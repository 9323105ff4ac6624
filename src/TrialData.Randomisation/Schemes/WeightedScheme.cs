namespace TrialData.Randomisation;

/// <summary>A scheme that gives each share of the arms a whole-numbered weight and lets one draw choose among them.</summary>
/// <remarks>
/// <para>
/// The bound of the draw is the sum of the weights; the share is the first whose running sum of weights exceeds the value drawn. So
/// every probability is an exact fraction, and no floating-point number decides an allocation. The draw's address is the name of the
/// first cell and the counter that the construction says; most count the participants allocated in that cell before.
/// </para>
/// <para>
/// Unequal ratios, where a scheme says that it splits arms into shares: an arm of ratio r (ratios in lowest terms) has r shares, all
/// shares are treated alike, and an allocation to a share is one to its arm. As no share differs from another, each has the same
/// unconditional probability at every step, and so each arm has its ratio's at every step (Kuznetsova OM, Tymofyeyev Y (2012),
/// Statistics in Medicine 31:701-723; Kaiser LD (2012), Statistics in Medicine, doi:10.1002/sim.5448).
/// </para>
/// </remarks>
public abstract class WeightedScheme : SchemeDesign
{
    /// <summary>The most shares that the arms may be split into.</summary>
    public const int MostShares = 32;

    private protected WeightedScheme(IReadOnlyList<ArmRatio> arms, IReadOnlyList<Factor> factors)
        : base(arms, factors)
    {
    }

    /// <inheritdoc/>
    public override IReadOnlyList<int> Start => new int[Width];

    /// <summary>How many counters a cell has.</summary>
    internal abstract int Width { get; }

    /// <summary>How many cells an allocation rests on.</summary>
    internal abstract int CellsOfOne { get; }

    /// <summary>How many counters all cells have together, given how many levels each factor has.</summary>
    internal abstract long CounterCount(ReadOnlySpan<int> levelCounts);

    /// <summary>Where a participant's cells begin among the counters of all cells.</summary>
    /// <param name="levels">The level of each factor, counted from 0.</param>
    /// <param name="levelCounts">How many levels each factor has.</param>
    /// <param name="offsets">Takes the beginnings, in the order of <see cref="SchemeDesign.CellsOf"/>.</param>
    internal abstract void Locate(ReadOnlySpan<int> levels, ReadOnlySpan<int> levelCounts, Span<int> offsets);

    /// <summary>What a preliminary draw chooses from, made at <see cref="CounterOfOpening"/>; 0 where none is due.</summary>
    internal virtual int OpeningBound(ReadOnlySpan<int> counters, ReadOnlySpan<int> offsets) => 0;

    /// <summary>The counter of the preliminary draw.</summary>
    internal virtual long CounterOfOpening(ReadOnlySpan<int> counters, ReadOnlySpan<int> offsets) => 0;

    /// <summary>Notes what the preliminary draw chose.</summary>
    internal virtual void Open(Span<int> counters, ReadOnlySpan<int> offsets, int value)
    {
    }

    /// <summary>The counter of the draw.</summary>
    internal abstract long CounterOf(ReadOnlySpan<int> counters, ReadOnlySpan<int> offsets);

    /// <summary>Weighs the shares.</summary>
    /// <param name="counters">Counters of many cells.</param>
    /// <param name="offsets">Where each of the participant's cells begins among them.</param>
    /// <param name="weights">Takes the weight of each share.</param>
    /// <param name="scores">Takes the imbalance score of each share, where the scheme has one.</param>
    /// <returns>The sum of the weights; 0 if no place is left.</returns>
    internal abstract int Weigh(ReadOnlySpan<int> counters, ReadOnlySpan<int> offsets, Span<int> weights, Span<long> scores);

    /// <summary>Counts an allocation.</summary>
    internal abstract void Count(Span<int> counters, ReadOnlySpan<int> offsets, int share);

    /// <summary>Whether <see cref="Weigh"/> gives scores.</summary>
    internal virtual bool HasScores => false;

    /// <summary>Refuses counters that this scheme cannot have counted.</summary>
    private protected virtual bool CouldHold(ReadOnlySpan<int> counters) => true;

    /// <summary>The share that a value stands for.</summary>
    internal static int Pick(ReadOnlySpan<int> weights, int value)
    {
        if (weights.Length == 2)
        {
            return value >= weights[0] ? 1 : 0;
        }

        var share = 0;
        while (value >= weights[share])
        {
            value -= weights[share];
            share++;
        }

        return share;
    }

    private protected override SchemeAllocation? Decide(IDraws draws, IReadOnlyList<CellState> cells)
    {
        var (counters, offsets) = Flat(cells);
        var cell = cells[0].Cell;
        if (OpeningBound(counters, offsets) is > 0 and var opening)
        {
            Open(counters, offsets, draws.Below(opening, cell, CounterOfOpening(counters, offsets)));
        }

        var weights = new int[ArmOfShare.Count];
        var scores = new long[ArmOfShare.Count];
        var bound = Weigh(counters, offsets, weights, scores);
        if (bound == 0)
        {
            return null;
        }

        var counter = CounterOf(counters, offsets);
        var value = draws.Below(bound, cell, counter);
        var share = Pick(weights, value);
        Count(counters, offsets, share);
        return new SchemeAllocation(
            Arms[ArmOfShare[share]].Arm,
            share,
            cells,
            Shaped(cells, counters),
            HasScores ? scores : [],
            ProbabilitiesOf(weights, bound),
            new SchemeDraw(cell, counter, bound, value));
    }

    private protected override IReadOnlyList<CellState> Counted(IReadOnlyList<CellState> cells, int share)
    {
        var (counters, offsets) = Flat(cells);
        Count(counters, offsets, share);
        return Shaped(cells, counters);
    }

    private (int[] Counters, int[] Offsets) Flat(IReadOnlyList<CellState> cells)
    {
        if (cells.FirstOrDefault(cell => !CouldHold([.. cell.Counters])) is { } wrong)
        {
            throw new ArgumentException($"Cell {wrong.Cell} holds counters that this scheme cannot have counted.", nameof(cells));
        }

        return ([.. cells.SelectMany(cell => cell.Counters)], [.. Enumerable.Range(0, cells.Count).Select(cell => cell * Width)]);
    }

    private CellState[] Shaped(IReadOnlyList<CellState> cells, int[] counters) =>
        [.. cells.Select((cell, index) => new CellState(cell.Cell, counters[(index * Width)..((index + 1) * Width)]))];

    private Probability[] ProbabilitiesOf(int[] weights, int bound)
    {
        var ofArms = new int[Arms.Count];
        for (var share = 0; share < weights.Length; share++)
        {
            ofArms[ArmOfShare[share]] += weights[share];
        }

        return [.. ofArms.Select(weight => Probability.Of(weight, bound))];
    }
}

/// <summary>A scheme whose participants are told apart by strata, each with a sequence of its own: one cell a stratum.</summary>
public abstract class StratifiedScheme : WeightedScheme
{
    private protected StratifiedScheme(IReadOnlyList<ArmRatio> arms, IReadOnlyList<Factor> stratifyBy)
        : base(arms, stratifyBy)
    {
    }

    internal override int CellsOfOne => 1;

    internal override long CounterCount(ReadOnlySpan<int> levelCounts)
    {
        long cells = 1;
        foreach (var count in levelCounts)
        {
            // Beyond this the product would overflow, and nobody can simulate it anyway.
            cells = Math.Min(int.MaxValue, cells * count);
        }

        return cells * Width;
    }

    internal override void Locate(ReadOnlySpan<int> levels, ReadOnlySpan<int> levelCounts, Span<int> offsets)
    {
        var cell = 0;
        for (var factor = 0; factor < levels.Length; factor++)
        {
            cell = (cell * levelCounts[factor]) + levels[factor];
        }

        offsets[0] = cell * Width;
    }

    private protected override IReadOnlyList<string> NamesOf(IEnumerable<(string Factor, string Level)> levels) => [CellName.Of(levels)];

    private protected static int Sum(ReadOnlySpan<int> counters, int from, int count)
    {
        var sum = 0;
        foreach (var counter in counters.Slice(from, count))
        {
            sum += counter;
        }

        return sum;
    }
}
