namespace TrialData.Statistics;

/// <summary>P-values adjusted for the number of hypotheses, in the order in which they came.</summary>
/// <remarks>
/// A hypothesis is rejected at level α where its adjusted p-value is at most α. <see cref="Bonferroni"/>, <see cref="Holm"/>,
/// <see cref="Hochberg"/> and <see cref="Hommel"/> hold the family-wise error rate, <see cref="BenjaminiHochberg"/> and
/// <see cref="BenjaminiYekutieli"/> the false discovery rate. As R <c>p.adjust</c>: NaN stands for a test that was not done, stays NaN and does not
/// count. An empty family gives an empty answer.
/// </remarks>
public static class PValueAdjustment
{
    /// <summary>Each p-value times the number of hypotheses, at most 1: under any dependence.</summary>
    /// <param name="p">The p-values, each in [0, 1], or NaN.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is no p-value.</exception>
    public static double[] Bonferroni(ReadOnlySpan<double> p)
    {
        var (order, adjusted) = Sorted(p);
        foreach (var i in order)
        {
            adjusted[i] = Math.Min(1, order.Length * p[i]);
        }

        return adjusted;
    }

    /// <summary>Step down: under any dependence, and never above Bonferroni. Holm (1979), Scand J Stat 6:65.</summary>
    /// <param name="p">The p-values, each in [0, 1], or NaN.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is no p-value.</exception>
    public static double[] Holm(ReadOnlySpan<double> p)
    {
        var (order, adjusted) = Sorted(p);
        var largest = 0.0;
        for (var i = 0; i < order.Length; i++)
        {
            largest = Math.Max(largest, (order.Length - i) * p[order[i]]);
            adjusted[order[i]] = Math.Min(1, largest);
        }

        return adjusted;
    }

    /// <summary>Step up: for independent or positively dependent tests. Hochberg (1988), Biometrika 75:800.</summary>
    /// <param name="p">The p-values, each in [0, 1], or NaN.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is no p-value.</exception>
    public static double[] Hochberg(ReadOnlySpan<double> p) => StepUp(p, static (rank, count) => count - rank + 1);

    /// <summary>Closed testing of all intersections by Simes: never above Hochberg. Hommel (1988), Biometrika 75:383.</summary>
    /// <remarks>Under the same conditions as Hochberg; adjusted p-values by Wright (1992), Biometrics 48:1005. Time grows with the square of the number.</remarks>
    /// <param name="p">The p-values, each in [0, 1], or NaN.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is no p-value.</exception>
    public static double[] Hommel(ReadOnlySpan<double> p)
    {
        var (order, adjusted) = Sorted(p);
        var n = order.Length;
        for (var i = 0; i < n; i++)
        {
            adjusted[order[i]] = p[order[i]];
        }

        // Of each size m the Simes p-value of the m hypotheses that make it largest: the one at hand with the m − 1 least significant.
        for (var m = n; m > 1; m--)
        {
            var ofLast = double.PositiveInfinity;
            for (var rank = 2; rank <= m; rank++)
            {
                ofLast = Math.Min(ofLast, m * p[order[n - m + rank - 1]] / rank);
            }

            for (var i = 0; i < n; i++)
            {
                var least = i <= n - m ? Math.Min(m * p[order[i]], ofLast) : Math.Min(m * p[order[n - m]], ofLast);
                adjusted[order[i]] = Math.Max(adjusted[order[i]], least);
            }
        }

        return adjusted;
    }

    /// <summary>The false discovery rate of independent or positively dependent tests. Benjamini and Hochberg (1995), J R Stat Soc B 57:289.</summary>
    /// <param name="p">The p-values, each in [0, 1], or NaN.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is no p-value.</exception>
    public static double[] BenjaminiHochberg(ReadOnlySpan<double> p) => StepUp(p, static (rank, count) => (double)count / rank);

    /// <summary>The false discovery rate under any dependence. Benjamini and Yekutieli (2001), Ann Stat 29:1165.</summary>
    /// <param name="p">The p-values, each in [0, 1], or NaN.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is no p-value.</exception>
    public static double[] BenjaminiYekutieli(ReadOnlySpan<double> p)
    {
        var harmonic = 0.0;
        for (var i = 1; i <= Sorted(p).Order.Length; i++)
        {
            harmonic += 1.0 / i;
        }

        return StepUp(p, (rank, count) => harmonic * count / rank);
    }

    // From the largest p-value down, none above the one before it.
    private static double[] StepUp(ReadOnlySpan<double> p, Func<int, int, double> factor)
    {
        var (order, adjusted) = Sorted(p);
        var smallest = 1.0;
        for (var rank = order.Length; rank >= 1; rank--)
        {
            smallest = Math.Min(smallest, factor(rank, order.Length) * p[order[rank - 1]]);
            adjusted[order[rank - 1]] = smallest;
        }

        return adjusted;
    }

    // The places of the tests that were done, the most significant first, and an answer in which nothing but them is to be filled in.
    private static (int[] Order, double[] Adjusted) Sorted(ReadOnlySpan<double> p)
    {
        var (places, done) = (new List<int>(p.Length), new List<double>(p.Length));
        for (var i = 0; i < p.Length; i++)
        {
            if (double.IsNaN(p[i]))
            {
                continue;
            }

            if (!(p[i] >= 0 && p[i] <= 1))
            {
                throw new ArgumentOutOfRangeException(FormattableString.Invariant($"p[{i}]"), p[i], "A p-value lies from 0 to 1.");
            }

            places.Add(i);
            done.Add(p[i]);
        }

        var order = places.ToArray();
        Array.Sort(done.ToArray(), order);
        var adjusted = new double[p.Length];
        Array.Fill(adjusted, double.NaN);
        return (order, adjusted);
    }
}
