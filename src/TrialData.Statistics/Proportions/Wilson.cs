namespace TrialData.Statistics;

/// <summary>Score interval of one proportion.</summary>
/// <remarks>
/// Wilson (1927), J Am Stat Assoc 22:209; methods 3 and 4 of Newcombe (1998), Stat Med 17:857. Agrees with R
/// <c>prop.test</c>, except that R shortens the continuity correction where x is within ½ of n/2.
/// </remarks>
public static class Wilson
{
    /// <summary>The interval without continuity correction; its limits stay within [0, 1].</summary>
    /// <param name="events">Events, from 0 to <paramref name="n"/>.</param>
    /// <param name="n">Participants, at least 1.</param>
    /// <param name="confidence">Two-sided level, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static Estimate Interval(long events, long n, double confidence = 0.95)
    {
        Arguments.Proportion(events, n);
        var z = NormalDistribution.TwoSided(confidence);
        double x = events;
        var p = x / n;

        var centre = (p + (z * z / (2.0 * n))) / (1 + (z * z / n));
        var half = z / (1 + (z * z / n)) * Math.Sqrt((p * (1 - p) / n) + (z * z / (4.0 * n * n)));

        // At 0 and n one limit is the border itself; the formula leaves a rounding error there.
        return new Estimate(p, events == 0 ? 0 : centre - half, events == n ? 1 : centre + half);
    }

    /// <summary>The interval with continuity correction, conservative like the exact interval.</summary>
    /// <param name="events">Events, from 0 to <paramref name="n"/>.</param>
    /// <param name="n">Participants, at least 1.</param>
    /// <param name="confidence">Two-sided level, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static Estimate WithContinuityCorrection(long events, long n, double confidence = 0.95)
    {
        Arguments.Proportion(events, n);
        var z = NormalDistribution.TwoSided(confidence);
        double x = events, size = n;
        var p = x / size;
        var q = 1 - p;

        var lower = ((2 * x) + (z * z) - 1 - (z * Math.Sqrt((z * z) - 2 - (1 / size) + (4 * p * ((size * q) + 1))))) / (2 * (size + (z * z)));
        var upper = ((2 * x) + (z * z) + 1 + (z * Math.Sqrt((z * z) + 2 - (1 / size) + (4 * p * ((size * q) - 1))))) / (2 * (size + (z * z)));

        return new Estimate(p, events == 0 ? 0 : Math.Max(0, lower), events == n ? 1 : Math.Min(1, upper));
    }
}
