namespace TrialData.Statistics;

/// <summary>Exact interval of one proportion: both tails at most half of the error.</summary>
/// <remarks>Clopper and Pearson (1934), Biometrika 26:404. Agrees with R <c>binom.test</c>.</remarks>
public static class ClopperPearson
{
    /// <summary>The interval, by quantiles of the beta distribution.</summary>
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
            events == 0 ? 0 : BetaDistribution.Quantile(tail, events, n - events + 1),
            events == n ? 1 : BetaDistribution.Quantile(1 - tail, events + 1, n - events));
    }
}
