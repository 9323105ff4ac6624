namespace TrialData.Statistics;

/// <summary>
/// The distribution of a count in an exponential family, P(k) ∝ w(k) exp(kθ), around the count that was observed.
/// </summary>
/// <remarks>
/// With w(k) = C(n, k) it is the binomial and θ the log odds; with the events of arm 1 given all margins it is Fisher's
/// noncentral hypergeometric and θ the log odds ratio; over strata it is their convolution. Weights are logarithms,
/// found by the ratio of neighbours from the observed count outwards: no factorials, so nothing is lost at large n.
/// </remarks>
internal sealed class ConditionalDistribution
{
    // As R: a probability within 1e-7 of the observed one is a tie, whatever the rounding.
    private const double TieFactor = 1 + 1e-7;

    // Beyond any log odds (ratio) that counts of this world can give; its exponential is still a double.
    private const double Bound = 700;

    // Every possible count is held in memory.
    private const long MostCounts = 20_000_000;

    private readonly int observed;
    private readonly double[] logWeights;

    private ConditionalDistribution(int observed, double[] logWeights)
    {
        this.observed = observed;
        this.logWeights = logWeights;
    }

    /// <summary>Whether the margins leave only one possible count.</summary>
    internal bool IsPoint => logWeights.Length == 1;

    internal bool IsLowest => observed == 0;

    internal bool IsHighest => observed == logWeights.Length - 1;

    internal static ConditionalDistribution Binomial(long events, long n) =>
        ByRatios(events, 0, n, k => (n - k) / (k + 1.0), nameof(n));

    internal static ConditionalDistribution Hypergeometric(TwoByTwo table)
    {
        var m1 = table.Events1 + table.Events0;
        return ByRatios(
            table.Events1,
            Math.Max(0, m1 - table.N0),
            Math.Min(m1, table.N1),
            k => (table.N1 - k) / (k + 1.0) * ((m1 - k) / (table.N0 - m1 + k + 1.0)),
            nameof(table));
    }

    /// <summary>Total of the events of arm 1 over the strata, given all margins.</summary>
    /// <param name="strata">Strata with both arms; others change nothing.</param>
    /// <param name="tilt">θ at which the convolution is done: near where it will be used, so that nothing underflows there.</param>
    internal static ConditionalDistribution Convolution(ReadOnlySpan<TwoByTwo> strata, double tilt)
    {
        double[] total = [1];
        var events = 0;

        foreach (var stratum in strata)
        {
            var single = Hypergeometric(stratum);
            events += single.observed;
            total = Convolved(total, single.Probabilities(tilt));
        }

        var logs = new double[total.Length];
        for (var k = 0; k < logs.Length; k++)
        {
            logs[k] = Math.Log(total[k]) - ((k - events) * tilt);
        }

        return new ConditionalDistribution(events, logs);
    }

    internal double[] Probabilities(double theta)
    {
        var weights = new double[logWeights.Length];
        var largest = double.NegativeInfinity;
        for (var k = 0; k < weights.Length; k++)
        {
            weights[k] = logWeights[k] + ((k - observed) * theta);
            largest = Math.Max(largest, weights[k]);
        }

        var total = 0.0;
        for (var k = 0; k < weights.Length; k++)
        {
            weights[k] = Math.Exp(weights[k] - largest);
            total += weights[k];
        }

        for (var k = 0; k < weights.Length; k++)
        {
            weights[k] /= total;
        }

        return weights;
    }

    internal ExactPValues PValues(double theta)
    {
        var probabilities = Probabilities(theta);
        var own = probabilities[observed];
        double less = 0, greater = 0, twoSided = 0;

        for (var k = 0; k < probabilities.Length; k++)
        {
            var p = probabilities[k];
            less += k <= observed ? p : 0;
            greater += k >= observed ? p : 0;
            twoSided += p <= own * TieFactor ? p : 0;
        }

        less = Math.Min(1, less);
        greater = Math.Min(1, greater);
        twoSided = Math.Min(1, twoSided);
        var central = 2 * Math.Min(less, greater);
        return new ExactPValues(
            twoSided,
            less,
            greater,
            Math.Min(1, twoSided - (own / 2)),
            greater - (own / 2),
            Math.Min(1, central),
            Math.Min(1, central - own));
    }

    /// <summary>θ at which the mean is the observed count; infinite at the ends of the support, NaN on a single point.</summary>
    internal double MaximumLikelihood()
    {
        if (IsPoint)
        {
            return double.NaN;
        }

        if (IsLowest)
        {
            return double.NegativeInfinity;
        }

        return IsHighest ? double.PositiveInfinity : Root.Of(DistanceFromMean, -Bound, Bound);
    }

    /// <summary>Limits of θ that leave <paramref name="tail"/> beyond the observed count on either side.</summary>
    /// <param name="tail">Probability of each tail.</param>
    /// <param name="ownShare">Share of the observed count that belongs to each tail: 1 exact, ½ mid-P.</param>
    internal (double Lower, double Upper) Limits(double tail, double ownShare) => (
        IsLowest ? double.NegativeInfinity : Root.Of(theta => Tail(theta, +1, ownShare) - tail, -Bound, Bound),
        IsHighest ? double.PositiveInfinity : Root.Of(theta => Tail(theta, -1, ownShare) - tail, -Bound, Bound));

    private double DistanceFromMean(double theta)
    {
        var probabilities = Probabilities(theta);
        var distance = 0.0;
        for (var k = 0; k < probabilities.Length; k++)
        {
            distance += (k - observed) * probabilities[k];
        }

        return distance;
    }

    private double Tail(double theta, int direction, double ownShare)
    {
        var probabilities = Probabilities(theta);
        var beyond = ownShare * probabilities[observed];
        for (var k = observed + direction; k >= 0 && k < probabilities.Length; k += direction)
        {
            beyond += probabilities[k];
        }

        return beyond;
    }

    /// <param name="ratio">w(k + 1) / w(k).</param>
    private static ConditionalDistribution ByRatios(long observed, long lowest, long highest, Func<long, double> ratio, string argument)
    {
        if (highest - lowest >= MostCounts)
        {
            throw new ArgumentOutOfRangeException(argument, highest - lowest + 1, FormattableString.Invariant($"An exact method takes at most {MostCounts} possible counts."));
        }

        var logs = new double[highest - lowest + 1];
        var at = (int)(observed - lowest);

        for (var k = at + 1; k < logs.Length; k++)
        {
            logs[k] = logs[k - 1] + Math.Log(ratio(lowest + k - 1));
        }

        for (var k = at - 1; k >= 0; k--)
        {
            logs[k] = logs[k + 1] - Math.Log(ratio(lowest + k));
        }

        return new ConditionalDistribution(at, logs);
    }

    private static double[] Convolved(double[] left, double[] right)
    {
        var result = new double[left.Length + right.Length - 1];
        for (var i = 0; i < left.Length; i++)
        {
            for (var j = 0; j < right.Length; j++)
            {
                result[i + j] += left[i] * right[j];
            }
        }

        return result;
    }
}
