namespace TrialData.Statistics;

/// <summary>Exact interval of one proportion that counts half of the observed probability in each tail.</summary>
/// <remarks>Lancaster (1961); method 6 of Newcombe (1998), Stat Med 17:857. Shorter than Clopper–Pearson, near its level on average.</remarks>
public static class MidP
{
    /// <summary>The interval.</summary>
    /// <param name="events">Events, from 0 to <paramref name="n"/>.</param>
    /// <param name="n">Participants, at least 1.</param>
    /// <param name="confidence">Two-sided level, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static Estimate Interval(long events, long n, double confidence = 0.95)
    {
        Arguments.Proportion(events, n);
        Arguments.Confidence(confidence);
        var tail = (1 - confidence) / 2;

        return new Estimate(
            (double)events / n,
            events == 0 ? 0 : Root.Of(p => MidUpperTail(events, n, p) - tail, 0, 1),
            events == n ? 1 : Root.Of(p => 1 - MidUpperTail(events, n, p) - tail, 0, 1));
    }

    // P(X > x) + ½ P(X = x) = ½ (P(X > x) + P(X ≥ x)), each tail of the binomial a tail of the beta.
    private static double MidUpperTail(long x, long n, double p) => (AtLeast(x, n, p) + AtLeast(x + 1, n, p)) / 2;

    private static double AtLeast(long x, long n, double p)
    {
        if (x == 0)
        {
            return 1;
        }

        return x > n ? 0 : BetaDistribution.LowerTail(p, x, n - x + 1);
    }
}
