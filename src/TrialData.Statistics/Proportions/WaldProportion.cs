namespace TrialData.Statistics;

/// <summary>The textbook interval p ± z √(pq/n), for comparison only: it is too short, and a point at 0 and n.</summary>
/// <remarks>Method 1 of Newcombe (1998), Stat Med 17:857.</remarks>
public static class WaldProportion
{
    /// <summary>The interval as the formula gives it: its limits may leave [0, 1].</summary>
    /// <param name="events">Events, from 0 to <paramref name="n"/>.</param>
    /// <param name="n">Participants, at least 1.</param>
    /// <param name="confidence">Two-sided level, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static Estimate Interval(long events, long n, double confidence = 0.95)
    {
        Arguments.Proportion(events, n);
        var p = (double)events / n;
        return WaldEstimate.Symmetric(p, Math.Sqrt(p * (1 - p) / n), NormalDistribution.TwoSided(confidence));
    }
}
