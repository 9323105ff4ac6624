namespace TrialData.Randomisation;

/// <summary>The measures of <see cref="Minimisation"/>, for all shares of one cell at once.</summary>
internal static class Imbalance
{
    // The standard deviation keeps 20 binary digits after the point.
    private const int SquaredScale = 40;

    /// <summary>Adds to each share's score what each cell's measure would be after allocating to it, times the cell's weight.</summary>
    internal static void AddOfMany(ImbalanceMeasure measure, ReadOnlySpan<int> counters, ReadOnlySpan<int> offsets, ReadOnlySpan<int> weights, Span<long> scores)
    {
        for (var cell = 0; cell < offsets.Length; cell++)
        {
            var counts = counters.Slice(offsets[cell], scores.Length);
            if (weights[cell] == 0)
            {
                continue;
            }

            if (measure == ImbalanceMeasure.Range)
            {
                AddRange(counts, weights[cell], scores);
            }
            else
            {
                AddDeviation(measure, counts, weights[cell], scores);
            }
        }
    }

    /// <summary>The same for two shares, where range, S Σx² − (Σx)² and its root are functions of the difference d of counts: |d|, d² and |d|.</summary>
    internal static void AddOfTwo(ImbalanceMeasure measure, ReadOnlySpan<int> counters, ReadOnlySpan<int> offsets, ReadOnlySpan<int> weights, Span<long> scores)
    {
        var isVariance = measure == ImbalanceMeasure.Variance;
        var (first, second) = (0L, 0L);
        for (var cell = 0; cell < offsets.Length; cell++)
        {
            long difference = counters[offsets[cell]] - counters[offsets[cell] + 1];
            var (ifFirst, ifSecond) = isVariance
                ? ((difference + 1) * (difference + 1), (difference - 1) * (difference - 1))
                : (Distance(difference + 1), Distance(difference - 1));
            first += weights[cell] * ifFirst;
            second += weights[cell] * ifSecond;
        }

        var scale = measure == ImbalanceMeasure.StandardDeviation ? SquaredScale / 2 : 0;
        (scores[0], scores[1]) = (first << scale, second << scale);
    }

    // Math.Abs asks for the sign, which nobody can foretell here: a wrong guess of the processor costs more than the sum.
    private static long Distance(long difference)
    {
        var sign = difference >> 63;
        return (difference ^ sign) - sign;
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
