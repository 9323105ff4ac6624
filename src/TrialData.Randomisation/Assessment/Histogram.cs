namespace TrialData.Randomisation;

/// <summary>How often each whole number from 0 came.</summary>
internal sealed class Histogram
{
    private long[] counts = new long[64];

    internal void Take(int value)
    {
        Reach(value);
        counts[value]++;
    }

    internal void Add(Histogram other)
    {
        Reach(other.counts.Length - 1);
        for (var value = 0; value < other.counts.Length; value++)
        {
            counts[value] += other.counts[value];
        }
    }

    /// <param name="unit">By how much the numbers are too large.</param>
    internal ImbalanceSummary Summary(int unit)
    {
        var all = counts.Sum();
        var sum = counts.Select((count, value) => (Int128)count * value).Aggregate((Int128)0, (total, each) => total + each);
        return new ImbalanceSummary((double)sum / all / unit, (double)Quantile(all) / unit, (double)Array.FindLastIndex(counts, count => count > 0) / unit);
    }

    private int Quantile(long all)
    {
        // The least value that 95 % of the numbers do not exceed.
        var (value, below) = (0, counts[0]);
        while (below * 100 < all * 95)
        {
            below += counts[++value];
        }

        return value;
    }

    private void Reach(int value)
    {
        if (value >= counts.Length)
        {
            Array.Resize(ref counts, Math.Max(value + 1, 2 * counts.Length));
        }
    }
}
