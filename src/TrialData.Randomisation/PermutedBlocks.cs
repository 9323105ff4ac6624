namespace TrialData.Randomisation;

/// <summary>How far a stratum has come. Secret while recruitment runs: the caller keeps it from everybody who enrols.</summary>
/// <param name="Allocated">How many participants of the stratum have been allocated.</param>
/// <param name="Block">Number of the block that the next participant falls into, counted from 0.</param>
/// <param name="Position">How many places of that block are taken; less than its size.</param>
/// <param name="BlockSize">Size of that block; 0 while none of its places is taken, as the size is not drawn yet.</param>
public readonly record struct StratumState(long Allocated, int Block, int Position, int BlockSize)
{
    /// <summary>A stratum without participants.</summary>
    public static StratumState Start => default;
}

/// <summary>One allocation with what is needed to repeat it.</summary>
/// <param name="Arm">The arm's code.</param>
/// <param name="Next">The stratum's state after it.</param>
/// <param name="Block">Number of its block in the stratum, counted from 0.</param>
/// <param name="Position">Its place in the block, counted from 0.</param>
/// <param name="BlockSize">Size of the block.</param>
/// <param name="Counter">Counter of the block's first draw; the block's further draws follow it.</param>
public sealed record BlockAllocation(string Arm, StratumState Next, int Block, int Position, int BlockSize, long Counter);

/// <summary>Randomisation by permuted blocks.</summary>
/// <remarks>
/// <para>
/// Zelen M (1974), Journal of Chronic Diseases 27:365-375; Rosenberger WF, Lachin JM (2016), Randomization in Clinical Trials,
/// chapter 3. The construction <c>permuted blocks 1</c>, from which anybody can replay an allocation:
/// </para>
/// <list type="number">
/// <item>Block b of a stratum owns the counters from b · 65,536 upwards.</item>
/// <item>Its size is <c>BlockSizes[draw below the number of sizes]</c>, the draw made at b · 65,536.</item>
/// <item>Its places are first filled in the order of the arms, each arm ratio · size ⁄ sum of ratios times.</item>
/// <item>
/// They are then shuffled (Durstenfeld R (1964), Communications of the ACM 7:420): for k = size − 1 down to 1, place k is exchanged
/// with the place drawn below k + 1, the draw made at b · 65,536 + size − k.
/// </item>
/// </list>
/// <para>
/// An allocation is therefore a function of design, draws and state alone. Its cost depends on the block's size, never on how many
/// were allocated before. Draws of one stratum say nothing about another.
/// </para>
/// </remarks>
public static class PermutedBlocks
{
    internal const string Procedure = "permuted blocks 1";

    private const int CounterBitsOfBlock = 16;

    /// <summary>Allocates the next participant of a stratum.</summary>
    /// <param name="design">The design.</param>
    /// <param name="draws">The scheme's draws.</param>
    /// <param name="stratum">The stratum's name.</param>
    /// <param name="state">The stratum's state, as <see cref="BlockAllocation.Next"/> gave it.</param>
    /// <returns>The allocation and the state after it; the caller stores both in one transaction.</returns>
    /// <exception cref="ArgumentException">The state cannot have come from this design and these draws.</exception>
    public static BlockAllocation Next(PermutedBlockDesign design, IDraws draws, string stratum, StratumState state)
    {
        CheckArguments(design, draws, stratum);
        var (allocated, block, position, _) = state;
        var inFullBlocks = allocated - position;
        if (block < 0 || position < 0 || inFullBlocks < (long)block * design.BlockSizes.Min() || inFullBlocks > (long)block * design.BlockSizes.Max())
        {
            throw new ArgumentException("The state contradicts itself: its counts do not belong together.", nameof(state));
        }

        var size = SizeOf(design, draws, stratum, block);
        if (state.BlockSize != (position == 0 ? 0 : size) || position >= size)
        {
            throw new ArgumentException("The state is of another scheme: its block does not have the size that the scheme draws.", nameof(state));
        }

        return Place(Shuffled(design, draws, stratum, block, size), block, position, allocated);
    }

    /// <summary>Repeats the first allocations of a stratum.</summary>
    /// <param name="design">The design.</param>
    /// <param name="draws">The scheme's draws.</param>
    /// <param name="stratum">The stratum's name.</param>
    /// <param name="count">How many allocations, not negative.</param>
    /// <returns>The allocations in order, made as they are asked for; equal to what <see cref="Next"/> gives one after another.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public static IEnumerable<BlockAllocation> Replay(PermutedBlockDesign design, IDraws draws, string stratum, long count)
    {
        CheckArguments(design, draws, stratum);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return Blocks();

        IEnumerable<BlockAllocation> Blocks()
        {
            var allocated = 0L;
            for (var block = 0; allocated < count; block++)
            {
                var places = Shuffled(design, draws, stratum, block, SizeOf(design, draws, stratum, block));
                for (var position = 0; position < places.Length && allocated < count; position++, allocated++)
                {
                    yield return Place(places, block, position, allocated);
                }
            }
        }
    }

    /// <summary>The places of an allocation's block from its own on.</summary>
    internal static string[] PlacesFrom(PermutedBlockDesign design, IDraws draws, string stratum, BlockAllocation allocation) =>
        Shuffled(design, draws, stratum, allocation.Block, allocation.BlockSize)[allocation.Position..];

    private static long FirstCounter(int block) => (long)block << CounterBitsOfBlock;

    private static int SizeOf(PermutedBlockDesign design, IDraws draws, string stratum, int block) =>
        design.BlockSizes[draws.Below(design.BlockSizes.Count, stratum, FirstCounter(block))];

    private static string[] Shuffled(PermutedBlockDesign design, IDraws draws, string stratum, int block, int size)
    {
        var repeats = size / design.Arms.Sum(arm => arm.Ratio);
        var places = design.Arms.SelectMany(arm => Enumerable.Repeat(arm.Arm, arm.Ratio * repeats)).ToArray();
        for (var k = size - 1; k >= 1; k--)
        {
            var other = draws.Below(k + 1, stratum, FirstCounter(block) + size - k);
            (places[k], places[other]) = (places[other], places[k]);
        }

        return places;
    }

    private static BlockAllocation Place(string[] places, int block, int position, long allocated) => new(
        places[position],
        position + 1 < places.Length
            ? new StratumState(allocated + 1, block, position + 1, places.Length)
            : new StratumState(allocated + 1, block + 1, 0, 0),
        block,
        position,
        places.Length,
        FirstCounter(block));

    private static void CheckArguments(PermutedBlockDesign design, IDraws draws, string stratum)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(draws);
        ArgumentNullException.ThrowIfNull(stratum);
    }
}
