using System.Numerics;

namespace TrialData.Randomisation;

/// <summary>Scores allocations of clusters in whole numbers, as <see cref="ConstrainedRandomisation"/> describes.</summary>
internal sealed class ClusterScorer
{
    private const int Million = 1_000_000;

    private readonly int arms;
    private readonly int[] weights;

    // By covariate and cluster.
    private readonly long[][] standardised;

    internal ClusterScorer(ClusterDesign design)
    {
        arms = design.Arms.Count;
        weights = [.. design.Covariates.Select(covariate => covariate.Weight)];
        standardised = [.. weights.Select((_, covariate) => Standardised([.. design.Clusters.Select(cluster => cluster.Covariates[covariate])]))];
    }

    internal Int128 Score(byte[] allocation)
    {
        Span<int> counts = stackalloc int[arms];
        Span<long> sums = stackalloc long[arms];
        foreach (var arm in allocation)
        {
            counts[arm]++;
        }

        var common = Common(counts);
        Int128 score = 0;
        for (var covariate = 0; covariate < weights.Length; covariate++)
        {
            sums.Clear();
            for (var cluster = 0; cluster < allocation.Length; cluster++)
            {
                sums[allocation[cluster]] += standardised[covariate][cluster];
            }

            score += weights[covariate] * SquaredDifferences(sums, counts, common);
        }

        return score;
    }

    /// <summary>A score as it is usually given. All allocations of a design have the same numbers in their arms, but for the order.</summary>
    internal double Usual(Int128 score, byte[] allocation)
    {
        var unit = Unit(allocation);
        return (double)score / ((double)unit * (double)unit);
    }

    /// <summary>The largest score that is usually given as at most this.</summary>
    internal Int128 LargestUpTo(decimal usual, byte[] allocation)
    {
        var unit = Unit(allocation);
        return (Int128)(new BigInteger(usual * Million) * unit * unit / Million);
    }

    private BigInteger Unit(byte[] allocation) => (BigInteger)Million * Common(Counts(allocation));

    private int[] Counts(byte[] allocation)
    {
        var counts = new int[arms];
        foreach (var arm in allocation)
        {
            counts[arm]++;
        }

        return counts;
    }

    private static Int128 SquaredDifferences(ReadOnlySpan<long> sums, ReadOnlySpan<int> counts, long common)
    {
        Int128 squares = 0;
        for (var k = 1; k < sums.Length; k++)
        {
            for (var j = 0; j < k; j++)
            {
                var difference = (Int128)((common / counts[j] * sums[j]) - (common / counts[k] * sums[k]));
                squares += difference * difference;
            }
        }

        return squares;
    }

    private static long Common(ReadOnlySpan<int> counts)
    {
        var (least, most) = (counts[0], counts[0]);
        foreach (var count in counts)
        {
            (least, most) = (Math.Min(least, count), Math.Max(most, count));
        }

        // The numbers differ by at most one, and neighbours have no common divisor.
        return least == most ? least : (long)least * most;
    }

    private static long[] Standardised(decimal[] values)
    {
        var scaled = values.Select(value => new BigInteger(value * Million)).ToList();
        var n = new BigInteger(values.Length);
        var sum = scaled.Aggregate(BigInteger.Add);
        var spread = (n * scaled.Select(x => x * x).Aggregate(BigInteger.Add)) - (sum * sum);
        return [.. scaled.Select(x =>
        {
            var deviation = (n * x) - sum;
            return (long)(deviation.Sign * Root(deviation * deviation * (n - 1) * Million * Million / (n * spread)));
        })];
    }

    // The squares are below 10¹⁵ here: a standardised value is at most √(n − 1) in size.
    private static BigInteger Root(BigInteger square)
    {
        var root = new BigInteger(Math.Sqrt((double)square));
        while (root * root > square)
        {
            root--;
        }

        while ((root + 1) * (root + 1) <= square)
        {
            root++;
        }

        return root;
    }
}
