using static System.FormattableString;

namespace TrialData.Randomisation;

/// <summary>A row within its stratum.</summary>
internal readonly record struct StratumRow(int Row, int Arm, int? Number, int? Block);

/// <summary>How many places each arm has in a block of each size.</summary>
internal sealed class BlockQuota(int[] ratios, int[] sizes)
{
    private readonly int ratioSum = ratios.Sum();

    internal int[] Ratios => ratios;

    internal bool HasBlocks => sizes.Length > 0;

    internal int LargestSize => sizes.Max();

    internal bool IsSize(int size) => sizes.Contains(size);

    internal bool IsBalanced(ReadOnlySpan<int> counts, int size) => Fits(counts, size) && Sum(counts) == size;

    /// <summary>Whether the counts could be those of a block that is not complete yet, or just is.</summary>
    internal bool CouldGrow(int[] counts) => sizes.Any(size => Fits(counts, size));

    private bool Fits(ReadOnlySpan<int> counts, int size)
    {
        for (var arm = 0; arm < ratios.Length; arm++)
        {
            if (counts[arm] > ratios[arm] * (size / ratioSum))
            {
                return false;
            }
        }

        return true;
    }

    private static int Sum(ReadOnlySpan<int> counts)
    {
        var sum = 0;
        foreach (var count in counts)
        {
            sum += count;
        }

        return sum;
    }
}

/// <summary>Checks the rows of one stratum.</summary>
internal static class StratumRows
{
    // Without blocks only chance decides; a share this many standard deviations off is no chance (probability 6e-5).
    private const double MostDeviations = 4;

    internal static IEnumerable<ListFault> OrderFaults(string stratum, IReadOnlyList<StratumRow> rows)
    {
        var highest = 0;
        foreach (var row in rows.Where(row => row.Number is not null))
        {
            if (row.Number == highest + 1)
            {
                highest++;
                continue;
            }

            // Up to here the numbers were 1, 2, 3 …, so one that is not larger was there before.
            var isThere = row.Number >= 1 && row.Number <= highest;
            yield return isThere
                ? Fault("duplicate", row, Invariant($"Number {row.Number} stands in the stratum before."))
                : Fault("order", row, Invariant($"Number {row.Number} stands where {highest + 1} should."));
            yield break;
        }

        ListFault Fault(string code, StratumRow row, string text) => new(code, row.Row, stratum, text) { Column = "number", Value = Invariant($"{row.Number}") };
    }

    internal static IEnumerable<ListFault> BalanceFaults(string stratum, IReadOnlyList<StratumRow> rows, BlockQuota quota) =>
        !quota.HasBlocks ? RatioFaults(stratum, rows, quota)
        : rows.All(row => row.Block is not null) ? NamedBlockFaults(stratum, rows, quota)
        : FoundBlockFaults(stratum, rows, quota);

    private static IEnumerable<ListFault> RatioFaults(string stratum, IReadOnlyList<StratumRow> rows, BlockQuota quota)
    {
        for (var arm = 0; arm < quota.Ratios.Length; arm++)
        {
            var share = (double)quota.Ratios[arm] / quota.Ratios.Sum();
            var count = rows.Count(row => row.Arm == arm);
            if (Math.Abs(count - (rows.Count * share)) > MostDeviations * Math.Sqrt(rows.Count * share * (1 - share)))
            {
                yield return new ListFault("ratio", null, stratum, Invariant($"Arm {arm + 1} has {count} of {rows.Count} rows; its ratio is {share:P1}."));
            }
        }
    }

    private static IEnumerable<ListFault> NamedBlockFaults(string stratum, IReadOnlyList<StratumRow> rows, BlockQuota quota)
    {
        var counts = new int[quota.Ratios.Length];
        for (var first = 0; first < rows.Count;)
        {
            Array.Clear(counts);
            var (block, begins, next) = (rows[first].Block, first, first);
            while (next < rows.Count && rows[next].Block == block)
            {
                counts[rows[next++].Arm]++;
            }

            if (block != (first == 0 ? 1 : rows[first - 1].Block + 1))
            {
                yield return Fault("block-order", Invariant($"Block {block} does not follow the block before."));
                yield break;
            }

            var isLast = next == rows.Count;
            if (!quota.IsSize(next - first) && !(isLast && quota.CouldGrow(counts)))
            {
                yield return Fault("block-size", Invariant($"Block {block} has {next - first} rows, which is none of the planned sizes."));
            }
            else if (quota.IsSize(next - first) && !quota.IsBalanced(counts, next - first) && !(isLast && quota.CouldGrow(counts)))
            {
                yield return Fault("block-unbalanced", Invariant($"Block {block} does not have the ratio of the arms."));
            }

            first = next;

            ListFault Fault(string code, string text) => new(code, rows[begins].Row, stratum, text) { Column = "block", Value = Invariant($"{block}") };
        }
    }

    // Where blocks may begin, given the rows so far; the list is sound as long as some block can still grow from one of these.
    private static IEnumerable<ListFault> FoundBlockFaults(string stratum, IReadOnlyList<StratumRow> rows, BlockQuota quota)
    {
        var begun = new List<int[]> { new int[quota.Ratios.Length] };
        foreach (var row in rows)
        {
            begun.ForEach(counts => counts[row.Arm]++);
            begun.RemoveAll(counts => !quota.CouldGrow(counts));
            if (begun.Count == 0)
            {
                yield return new ListFault("block-unbalanced", row.Row, stratum, "No division into blocks of the planned sizes has the ratio of the arms up to here.");
                yield break;
            }

            if (begun.Any(counts => quota.IsBalanced(counts, counts.Sum()) && quota.IsSize(counts.Sum())))
            {
                begun.Add(new int[quota.Ratios.Length]);
            }
        }
    }
}
