using static System.FormattableString;

namespace TrialData.Randomisation;

/// <summary>An arm and its share.</summary>
/// <param name="Arm">The arm's code.</param>
/// <param name="Ratio">Its share of a smallest block, at least 1: 2 and 1 for two to one.</param>
public sealed record ArmRatio(string Arm, int Ratio);

/// <summary>One thing wrong with a design.</summary>
/// <param name="Place">Where: <c>arms[1].ratio</c>, <c>blockSizes[0]</c>.</param>
/// <param name="Value">What stands there.</param>
/// <param name="Reason">Why it cannot be taken.</param>
public sealed record DesignFault(string Place, string Value, string Reason)
{
    /// <summary>Place, value and reason on one line.</summary>
    public override string ToString() => $"{Place}: '{Value}' {Reason}";
}

/// <summary>Permuted blocks of one size or of several sizes drawn at random, the same in every stratum.</summary>
/// <remarks>
/// Block sizes and, with them, the design as a whole must not reach whoever enrols (CONSORT 2025 item 18, SPIRIT 2013 item 16b):
/// who knows the size can often tell the end of a block.
/// </remarks>
public sealed class PermutedBlockDesign
{
    /// <summary>The largest block that a design may have.</summary>
    public const int LargestBlock = 1000;

    /// <summary>Makes a design.</summary>
    /// <param name="arms">At least two arms with different codes, in the order that replay depends on.</param>
    /// <param name="blockSizes">At least one size, each once and a multiple of the sum of the ratios, in the order that replay depends on.</param>
    /// <exception cref="ArgumentException">The design has faults; the message lists every one. <see cref="Check"/> gives them as values.</exception>
    public PermutedBlockDesign(IReadOnlyList<ArmRatio> arms, IReadOnlyList<int> blockSizes)
    {
        if (Check(arms, blockSizes) is { Count: > 0 } faults)
        {
            throw new ArgumentException(string.Join('\n', faults));
        }

        Arms = [.. arms];
        BlockSizes = [.. blockSizes];
    }

    /// <summary>The arms with their shares.</summary>
    public IReadOnlyList<ArmRatio> Arms { get; }

    /// <summary>The block sizes, each equally likely for a new block.</summary>
    public IReadOnlyList<int> BlockSizes { get; }

    /// <summary>Finds what is wrong with a design.</summary>
    /// <param name="arms">The arms with their shares.</param>
    /// <param name="blockSizes">The block sizes.</param>
    /// <returns>Every fault; empty for a sound design.</returns>
    public static IReadOnlyList<DesignFault> Check(IReadOnlyList<ArmRatio> arms, IReadOnlyList<int> blockSizes)
    {
        ArgumentNullException.ThrowIfNull(arms);
        ArgumentNullException.ThrowIfNull(blockSizes);
        return [.. DesignChecks.Arms(arms), .. BlockFaults(arms, blockSizes)];
    }

    private static IEnumerable<DesignFault> BlockFaults(IReadOnlyList<ArmRatio> arms, IReadOnlyList<int> blockSizes)
    {
        if (blockSizes.Count == 0)
        {
            yield return new DesignFault("blockSizes", "0", "block sizes are too few; at least 1 is needed");
        }

        var smallest = arms.All(arm => arm.Ratio is >= 1 and <= LargestBlock) ? arms.Sum(arm => (long)arm.Ratio) : 0;
        for (var i = 0; i < blockSizes.Count; i++)
        {
            var (place, size) = (Invariant($"blockSizes[{i}]"), blockSizes[i]);
            if (size is < 1 or > LargestBlock)
            {
                yield return new DesignFault(place, Invariant($"{size}"), Invariant($"must be from 1 to {LargestBlock}"));
            }
            else if (smallest > 0 && size % smallest != 0)
            {
                yield return new DesignFault(place, Invariant($"{size}"), Invariant($"is not a multiple of {smallest}, the sum of the ratios"));
            }

            if (blockSizes.Take(i).Contains(size))
            {
                yield return new DesignFault(place, Invariant($"{size}"), "stands here more than once; sizes are equally likely");
            }
        }
    }
}
