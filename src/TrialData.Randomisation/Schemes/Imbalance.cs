namespace TrialData.Randomisation;

/// <summary>The measures of <see cref="Minimisation"/>, for all shares of one cell at once.</summary>
internal static class Imbalance
{
    // The standard deviation keeps 20 binary digits after the point.
    private const int SquaredScale = 40;

    /// <summary>Adds to each share's score what the cell's measure would be after allocating to it, times the cell's weight.</summary>
    internal static void Add(ImbalanceMeasure measure, ReadOnlySpan<int> counts, int weight, Span<long> scores)
    {
        if (counts.Length == 2)
        {
            AddOfTwo(measure, counts[0] - counts[1], weight, scores);
        }
        else if (measure == ImbalanceMeasure.Range)
        {
            AddRange(counts, weight, scores);
        }
        else
        {
            AddDeviation(measure, counts, weight, scores);
        }
    }

    // Of two counts, range, S Σx² − (Σx)² and its root are all functions of their difference d: |d|, d² and |d|.
    private static void AddOfTwo(ImbalanceMeasure measure, int difference, int weight, Span<long> scores)
    {
        long first = Math.Abs(difference + 1);
        long second = Math.Abs(difference - 1);
        switch (measure)
        {
            case ImbalanceMeasure.Variance:
                (first, second) = (first * first, second * second);
                break;
            case ImbalanceMeasure.StandardDeviation:
                (first, second) = (first << (SquaredScale / 2), second << (SquaredScale / 2));
                break;
        }

        scores[0] += weight * first;
        scores[1] += weight * second;
    }

    private static void AddRange(ReadOnlySpan<int> counts, int weight, Span<long> scores)
    {
        var (least, secondLeast, most) = (int.MaxValue, int.MaxValue, 0);
        foreach (var count in counts)
        {
            secondLeast = Math.Min(secondLeast, Math.Max(least, count));
            least = Math.Min(least, count);
            most = Math.Max(most, count);
        }

        for (var share = 0; share < counts.Length; share++)
        {
            var after = counts[share] + 1;
            var smallest = counts[share] == least ? Math.Min(secondLeast, after) : least;
            scores[share] += (long)weight * (Math.Max(most, after) - smallest);
        }
    }

    private static void AddDeviation(ImbalanceMeasure measure, ReadOnlySpan<int> counts, int weight, Span<long> scores)
    {
        var (sum, squares) = (0L, 0L);
        foreach (long count in counts)
        {
            sum += count;
            squares += count * count;
        }

        for (var share = 0; share < counts.Length; share++)
        {
            var after = sum + 1;
            var deviation = (counts.Length * (squares + (2L * counts[share]) + 1)) - (after * after);
            scores[share] += weight * (measure == ImbalanceMeasure.Variance ? deviation : Root(deviation));
        }
    }

    /// <summary>⌊√(spread · 2⁴⁰)⌋.</summary>
    internal static long Root(long spread) =>
        spread < 1 << (64 - SquaredScale) ? SmallRoot((ulong)spread << SquaredScale) : LargeRoot((UInt128)spread << SquaredScale);

    // The double is right in its first 53 bits, so the root of 64 bits is right or one too large.
    private static long SmallRoot(ulong square)
    {
        var root = (ulong)Math.Sqrt(square);
        return (long)(root * root > square || root > uint.MaxValue ? root - 1 : root);
    }

    // Here Newton's step in whole numbers comes first, and the two loops take what it leaves.
    private static long LargeRoot(UInt128 square)
    {
        var root = (UInt128)Math.Sqrt((double)square);
        root = (root + (square / root)) / 2;
        while (root * root > square)
        {
            root--;
        }

        while ((root + 1) * (root + 1) <= square)
        {
            root++;
        }

        return (long)root;
    }
}
