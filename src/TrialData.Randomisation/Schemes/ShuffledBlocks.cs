using System.Text.Json.Nodes;

namespace TrialData.Randomisation;

/// <summary>The first construction of permuted blocks, for schemes that were sealed with it. New ones take <see cref="PermutedBlockScheme"/>.</summary>
/// <remarks>
/// Construction <c>permuted blocks 1</c>, described at <see cref="PermutedBlocks"/>. The cell is the stratum; its counters are the
/// numbers of <see cref="StratumState"/>: allocated, block, position, size of the block. The draw that an allocation names is the
/// first of its block, which chose the block's size; the shuffle follows from its counter on.
/// </remarks>
public sealed class ShuffledBlocks : SchemeDesign
{
    internal const string ProcedureName = PermutedBlocks.Procedure;

    private readonly PermutedBlockDesign design;

    /// <summary>Makes a design.</summary>
    /// <param name="arms">At least two arms with different codes.</param>
    /// <param name="stratifyBy">What strata are formed by; may be empty.</param>
    /// <param name="blockSizes">At least one size, each once and a multiple of the sum of the ratios.</param>
    /// <exception cref="ArgumentException">The design has faults; the message lists every one. <see cref="PermutedBlockScheme.Check"/> gives them as values.</exception>
    public ShuffledBlocks(IReadOnlyList<ArmRatio> arms, IReadOnlyList<Factor> stratifyBy, IReadOnlyList<int> blockSizes)
        : base(arms, stratifyBy)
    {
        Refuse(PermutedBlockScheme.Check(arms, stratifyBy, blockSizes));
        design = new PermutedBlockDesign(arms, blockSizes);
    }

    /// <summary>The block sizes, each equally likely for a new block.</summary>
    public IReadOnlyList<int> BlockSizes => design.BlockSizes;

    /// <inheritdoc/>
    public override string Procedure => ProcedureName;

    /// <inheritdoc/>
    public override IReadOnlyList<int> Start => [0, 0, 0, 0];

    /// <inheritdoc/>
    public override bool CountsDowntime => false;

    internal override IReadOnlyList<int> ArmOfShare => field ??= DesignChecks.NoShares(Arms);

    /// <summary>Allocates the next of a stratum, named as its cell is.</summary>
    internal SchemeAllocation AllocateIn(IDraws draws, CellState stratum) => Decide(draws, [stratum]);

    private protected override IReadOnlyList<string> NamesOf(IEnumerable<(string Factor, string Level)> levels) => [CellName.Of(levels)];

    private protected override SchemeAllocation Decide(IDraws draws, IReadOnlyList<CellState> cells)
    {
        var (cell, counters) = (cells[0].Cell, cells[0].Counters);
        var allocation = PermutedBlocks.Next(design, draws, cell, new StratumState(counters[0], counters[1], counters[2], counters[3]));
        var next = allocation.Next;
        var left = PermutedBlocks.PlacesFrom(design, draws, cell, allocation).CountBy(arm => arm).ToDictionary();
        return new SchemeAllocation(
            allocation.Arm,
            Arms.Select(arm => arm.Arm).ToList().IndexOf(allocation.Arm),
            cells,
            [new CellState(cell, [(int)next.Allocated, next.Block, next.Position, next.BlockSize])],
            [],
            [.. Arms.Select(arm => Probability.Of(left.GetValueOrDefault(arm.Arm), left.Values.Sum()))],
            new SchemeDraw(cell, allocation.Counter, design.BlockSizes.Count, design.BlockSizes.ToList().IndexOf(allocation.BlockSize)));
    }

    private protected override IReadOnlyList<CellState> Counted(IReadOnlyList<CellState> cells, int share) => cells;

    private protected override void Describe(JsonObject json) =>
        json["blockSizes"] = new JsonArray([.. design.BlockSizes.Select(size => JsonValue.Create(size))]);
}
