namespace TrialData.Statistics;

/// <summary>What a sample of numbers looks like.</summary>
/// <param name="N">How many numbers.</param>
/// <param name="Mean">The arithmetic mean.</param>
/// <param name="StandardDeviation">With n − 1 in the denominator; null for fewer than two numbers.</param>
/// <param name="LowerQuartile">The quantile at 0.25.</param>
/// <param name="Median">The quantile at 0.5.</param>
/// <param name="UpperQuartile">The quantile at 0.75.</param>
/// <param name="Minimum">The smallest number.</param>
/// <param name="Maximum">The largest number.</param>
public sealed record Description(
    int N, double Mean, double? StandardDeviation, double LowerQuartile, double Median, double UpperQuartile, double Minimum, double Maximum)
{
    /// <summary>Describes a sample.</summary>
    /// <remarks>
    /// The variance is computed in two passes, so that a large mean does not cancel a small spread. Quantiles are of type 7 of
    /// Hyndman and Fan (Am Stat 1996;50:361–365), the default of R's <c>quantile</c>.
    /// </remarks>
    /// <param name="values">Finite numbers in any order; they are not changed.</param>
    /// <returns>Null for an empty sample.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite.</exception>
    public static Description? Of(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty)
        {
            return null;
        }

        var sorted = values.ToArray();
        Array.Sort(sorted);
        if (!double.IsFinite(sorted[0]) || !double.IsFinite(sorted[^1]))
        {
            throw new ArgumentOutOfRangeException(nameof(values), "A number is not finite.");
        }

        var mean = sorted.Sum() / sorted.Length;
        var squares = sorted.Sum(x => (x - mean) * (x - mean));
        return new Description(
            sorted.Length,
            mean,
            sorted.Length > 1 ? Math.Sqrt(squares / (sorted.Length - 1)) : null,
            Quantile(sorted, 0.25),
            Quantile(sorted, 0.5),
            Quantile(sorted, 0.75),
            sorted[0],
            sorted[^1]);
    }

    private static double Quantile(double[] sorted, double p)
    {
        var position = (sorted.Length - 1) * p;
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}
