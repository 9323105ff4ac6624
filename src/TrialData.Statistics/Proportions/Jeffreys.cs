namespace TrialData.Statistics;

/// <summary>Equal-tailed posterior interval of one proportion under Jeffreys' prior, Beta(½, ½).</summary>
/// <remarks>Brown, Cai and DasGupta (2001), Stat Sci 16:101.</remarks>
public static class Jeffreys
{
    /// <summary>The interval with the limit set to 0 without events and to 1 where all have the event.</summary>
    /// <param name="events">Events, from 0 to <paramref name="n"/>.</param>
    /// <param name="n">Participants, at least 1.</param>
    /// <param name="confidence">Two-sided level, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static Estimate Interval(long events, long n, double confidence = 0.95)
    {
        var tails = EqualTailed(events, n, confidence);
        return new Estimate(tails.Value, events == 0 ? 0 : tails.Lower, events == n ? 1 : tails.Upper);
    }

    /// <summary>The interval as the posterior gives it, without the change at 0 and n.</summary>
    /// <param name="events">Events, from 0 to <paramref name="n"/>.</param>
    /// <param name="n">Participants, at least 1.</param>
    /// <param name="confidence">Two-sided level, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static Estimate EqualTailed(long events, long n, double confidence = 0.95)
    {
        Arguments.Proportion(events, n);
        Arguments.Confidence(confidence);
        var tail = (1 - confidence) / 2;
        double alpha = events + 0.5, beta = n - events + 0.5;

        return new Estimate(
            (double)events / n,
            BetaDistribution.Quantile(tail, alpha, beta),
            BetaDistribution.Quantile(1 - tail, alpha, beta));
    }
}
