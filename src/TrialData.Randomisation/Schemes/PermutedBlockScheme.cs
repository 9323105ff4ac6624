using System.Text.Json.Nodes;

namespace TrialData.Randomisation;

/// <summary>Permuted blocks of one size, or of several sizes drawn at random, in each stratum.</summary>
/// <remarks>
/// <para>
/// Zelen M (1974), Journal of Chronic Diseases 27:365-375; Rosenberger WF, Lachin JM (2016), Randomization in Clinical Trials,
/// chapter 3. Construction <c>permuted blocks 2</c>: the cell is the stratum; with K arms its counters are
/// </para>
/// <code>
/// [0]          participants in complete blocks
/// [1]          size of the open block, 0 if none is open
/// [2 … K + 1]  places of the open block taken by each arm
/// </code>
/// <list type="number">
/// <item>n is the number of participants allocated in the stratum before: counter 0 and all places taken.</item>
/// <item>If no block is open, one of size <c>blockSizes[v]</c> is opened; v is the draw below the number of sizes at counter 2 n.</item>
/// <item>The weight of an arm is the number of its places left: ratio · size ⁄ sum of ratios − places taken. The draw is at 2 n + 1.</item>
/// <item>When the last place is taken, counter 0 grows by the size and the others become 0.</item>
/// </list>
/// <para>
/// Drawing place by place from what is left takes each arrangement of a block equally often, as shuffling does, but costs one draw
/// whatever the block's size. Block sizes must not reach whoever enrols: who knows the size can often tell the end of a block.
/// </para>
/// </remarks>
public sealed class PermutedBlockScheme : StratifiedScheme
{
    internal const string ProcedureName = "permuted blocks 2";

    private const int Complete = 0;
    private const int Size = 1;
    private const int Taken = 2;

    private readonly int[] ratios;
    private readonly int ratioSum;

    /// <summary>Makes a design.</summary>
    /// <param name="arms">At least two arms with different codes.</param>
    /// <param name="stratifyBy">What strata are formed by; may be empty.</param>
    /// <param name="blockSizes">At least one size, each once and a multiple of the sum of the ratios.</param>
    /// <exception cref="ArgumentException">The design has faults; the message lists every one. <see cref="Check"/> gives them as values.</exception>
    public PermutedBlockScheme(IReadOnlyList<ArmRatio> arms, IReadOnlyList<Factor> stratifyBy, IReadOnlyList<int> blockSizes)
        : base(arms, stratifyBy)
    {
        Refuse(Check(arms, stratifyBy, blockSizes));
        BlockSizes = [.. blockSizes];
        ratios = [.. arms.Select(arm => arm.Ratio)];
        ratioSum = ratios.Sum();
    }

    /// <summary>The block sizes, each equally likely for a new block.</summary>
    public IReadOnlyList<int> BlockSizes { get; }

    /// <inheritdoc/>
    public override string Procedure => ProcedureName;

    /// <inheritdoc/>
    public override bool CountsDowntime => false;

    internal override IReadOnlyList<int> ArmOfShare => field ??= DesignChecks.NoShares(Arms);

    internal override int Width => Taken + ratios.Length;

    /// <summary>Finds what is wrong with a design.</summary>
    /// <param name="arms">The arms with their shares.</param>
    /// <param name="stratifyBy">What strata are formed by.</param>
    /// <param name="blockSizes">The block sizes.</param>
    /// <returns>Every fault; empty for a sound design.</returns>
    public static IReadOnlyList<DesignFault> Check(IReadOnlyList<ArmRatio> arms, IReadOnlyList<Factor> stratifyBy, IReadOnlyList<int> blockSizes)
    {
        ArgumentNullException.ThrowIfNull(stratifyBy);
        return [.. PermutedBlockDesign.Check(arms, blockSizes), .. FactorCheck.Faults(stratifyBy, "factors")];
    }

    internal override int OpeningBound(ReadOnlySpan<int> counters, ReadOnlySpan<int> offsets) =>
        counters[offsets[0] + Size] == 0 ? BlockSizes.Count : 0;

    internal override long CounterOfOpening(ReadOnlySpan<int> counters, ReadOnlySpan<int> offsets) => 2L * Allocated(counters, offsets);

    internal override void Open(Span<int> counters, ReadOnlySpan<int> offsets, int value) => counters[offsets[0] + Size] = BlockSizes[value];

    internal override long CounterOf(ReadOnlySpan<int> counters, ReadOnlySpan<int> offsets) => (2L * Allocated(counters, offsets)) + 1;

    internal override int Weigh(ReadOnlySpan<int> counters, ReadOnlySpan<int> offsets, Span<int> weights, Span<long> scores)
    {
        var cell = counters.Slice(offsets[0], Width);
        var repeats = cell[Size] / ratioSum;
        var left = 0;
        for (var arm = 0; arm < ratios.Length; arm++)
        {
            weights[arm] = (ratios[arm] * repeats) - cell[Taken + arm];
            left += weights[arm];
        }

        return left;
    }

    internal override void Count(Span<int> counters, ReadOnlySpan<int> offsets, int share)
    {
        var cell = counters.Slice(offsets[0], Width);
        cell[Taken + share]++;
        if (Sum(cell, Taken, ratios.Length) == cell[Size])
        {
            cell[Complete] += cell[Size];
            cell[Size..].Clear();
        }
    }

    private protected override bool CouldHold(ReadOnlySpan<int> counters)
    {
        var taken = Sum(counters, Taken, ratios.Length);
        if (counters[Size] == 0)
        {
            return taken == 0;
        }

        var fits = BlockSizes.Contains(counters[Size]) && taken is > 0 && taken < counters[Size];
        for (var arm = 0; arm < ratios.Length; arm++)
        {
            fits &= counters[Taken + arm] <= ratios[arm] * (counters[Size] / ratioSum);
        }

        return fits;
    }

    private protected override void Describe(JsonObject json) =>
        json["blockSizes"] = new JsonArray([.. BlockSizes.Select(size => JsonValue.Create(size))]);

    private int Allocated(ReadOnlySpan<int> counters, ReadOnlySpan<int> offsets) =>
        counters[offsets[0] + Complete] + Sum(counters, offsets[0] + Taken, ratios.Length);
}
