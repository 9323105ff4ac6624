using static System.FormattableString;

namespace TrialData.Randomisation;

/// <summary>A row within its stratum.</summary>
internal readonly record struct StratumRow(int Row, int Arm, int? Number, int? Block);

/// <summary>How many places each arm has in a block of each size.</summary>
internal sealed class BlockQuota(IReadOnlyList<ArmRatio> arms, IReadOnlyList<int> sizes)
{
    private readonly int ratioSum = arms.Sum(arm => arm.Ratio);

    internal IReadOnlyList<ArmRatio> Arms => arms;

    internal bool HasBlocks => sizes.Count > 0;

    internal bool IsSize(int size) => sizes.Contains(size);

    internal double ShareOf(int arm) => (double)arms[arm].Ratio / ratioSum;

    internal bool IsComplete(int[] counts) => IsSize(counts.Sum()) && Fits(counts, counts.Sum());

    /// <summary>Whether the counts could be those of a block that is not complete yet, or just is.</summary>
    internal bool CouldGrow(int[] counts) => sizes.Any(size => Fits(counts, size));

    /// <summary>Whether each arm is less than one row from its share.</summary>
    internal bool IsBalancedSoFar(int[] counts) => Furthest(counts) < 1;

    /// <summary>By how many rows the arm that is furthest from its share is so.</summary>
    internal double Furthest(int[] counts) => counts.Index().Max(arm => Math.Abs(arm.Item - (counts.Sum() * ShareOf(arm.Index))));

    internal string InWords(int[] counts) => string.Join(", ", arms.Zip(counts, (arm, count) => Invariant($"{arm.Arm} {count}")));

    private bool Fits(int[] counts, int size) => counts.Index().All(arm => arm.Item <= arms[arm.Index].Ratio * (size / ratioSum));
}

/// <summary>The last block of a stratum, where it is not complete.</summary>
internal sealed record OpenBlock(StratumRow First, int[] Counts);

/// <summary>Checks the rows of one stratum.</summary>
internal static class StratumRows
{
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

    /// <param name="level">Below what probability a count is no chance, where there are no blocks.</param>
    internal static IEnumerable<ListFault> BalanceFaults(string stratum, IReadOnlyList<StratumRow> rows, BlockQuota quota, double level) =>
        !quota.HasBlocks ? RatioFaults(stratum, CountsOf(rows, quota), quota, level)
        : HasNamedBlocks(rows) ? NamedBlockFaults(stratum, rows, quota)
        : FoundBlocks(stratum, rows, quota).Fault is { } fault ? [fault] : [];

    /// <summary>Arms that have fewer or more rows than chance gives them.</summary>
    internal static IEnumerable<ListFault> RatioFaults(string stratum, int[] counts, BlockQuota quota, double level)
    {
        var rows = counts.Sum();
        foreach (var (arm, count) in counts.Index())
        {
            var share = quota.ShareOf(arm);
            if (ShareTest.Probability(count, rows, share) is var probability && probability < level)
            {
                var where = stratum.Length > 0 ? "" : quota.HasBlocks ? " of blocks that are not complete, over all strata" : " of the whole list";
                yield return new ListFault("ratio", null, stratum, Invariant($"Arm {quota.Arms[arm].Arm} has {count} of {rows} rows{where}; its ratio is {share:P1}. Chance gives so few or so many with probability {probability:0.0e+0}, below the limit of {level:0.0e+0}."))
                {
                    Column = "arm",
                    Value = quota.Arms[arm].Arm,
                };
            }
        }
    }

    internal static int[] CountsOf(IEnumerable<StratumRow> rows, BlockQuota quota)
    {
        var counts = new int[quota.Arms.Count];
        foreach (var row in rows)
        {
            counts[row.Arm]++;
        }

        return counts;
    }

    /// <summary>The last block, where it is not complete; null where it is, or where no division into blocks is sound.</summary>
    internal static OpenBlock? LastOpen(IReadOnlyList<StratumRow> rows, BlockQuota quota)
    {
        if (!HasNamedBlocks(rows))
        {
            return FoundBlocks("", rows, quota).Open;
        }

        var last = rows.Reverse().TakeWhile(row => row.Block == rows[^1].Block).Reverse().ToList();
        var counts = CountsOf(last, quota);
        return quota.IsComplete(counts) ? null : new OpenBlock(last[0], counts);
    }

    private static bool HasNamedBlocks(IReadOnlyList<StratumRow> rows) => rows.Count > 0 && rows.All(row => row.Block is not null);

    private static IEnumerable<ListFault> NamedBlockFaults(string stratum, IReadOnlyList<StratumRow> rows, BlockQuota quota)
    {
        var counts = new int[quota.Arms.Count];
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
                yield return Fault("block-size", Invariant($"Block {block} has {next - first} rows ({quota.InWords(counts)}), which is none of the planned sizes."));
            }
            else if (quota.IsSize(next - first) && !quota.IsComplete(counts) && !(isLast && quota.CouldGrow(counts)))
            {
                yield return Fault("block-unbalanced", Invariant($"Block {block} does not have the ratio of the arms: {quota.InWords(counts)}."));
            }

            first = next;

            ListFault Fault(string code, string text) => new(code, rows[begins].Row, stratum, text) { Column = "block", Value = Invariant($"{block}") };
        }
    }

    // Where blocks may begin, given the rows so far; the list is sound as long as some block can still grow from one of these.
    private static (ListFault? Fault, OpenBlock? Open) FoundBlocks(string stratum, IReadOnlyList<StratumRow> rows, BlockQuota quota)
    {
        var begun = new List<(int First, int[] Counts)> { (0, new int[quota.Arms.Count]) };
        foreach (var (index, row) in rows.Index())
        {
            begun.ForEach(block => block.Counts[row.Arm]++);
            begun.RemoveAll(block => !quota.CouldGrow(block.Counts));
            if (begun.Count == 0)
            {
                var arm = quota.Arms[row.Arm].Arm;
                return (new ListFault("block-unbalanced", row.Row, stratum, $"With {arm} here, no division into blocks of the planned sizes has the ratio of the arms.") { Column = "arm", Value = arm }, null);
            }

            if (begun.Any(block => quota.IsComplete(block.Counts)))
            {
                begun.Add((index + 1, new int[quota.Arms.Count]));
            }
        }

        // Of several divisions the one in the list's favour.
        var (first, counts) = begun.MinBy(block => quota.Furthest(block.Counts));
        return (null, first == rows.Count || quota.IsComplete(counts) ? null : new OpenBlock(rows[first], counts));
    }
}
