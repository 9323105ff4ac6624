namespace TrialData.Statistics;

/// <summary>Interval of one proportion around the centre of Wilson's, after adding z²/2 events and z²/2 non-events.</summary>
/// <remarks>Agresti and Coull (1998), Am Stat 52:119.</remarks>
public static class AgrestiCoull
{
    /// <summary>The interval as the formula gives it: its limits may leave [0, 1].</summary>
    /// <param name="events">Events, from 0 to <paramref name="n"/>.</param>
    /// <param name="n">Participants, at least 1.</param>
    /// <param name="confidence">Two-sided level, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static Estimate Interval(long events, long n, double confidence = 0.95)
    {
        Arguments.Proportion(events, n);
        var z = NormalDistribution.TwoSided(confidence);
        var size = n + (z * z);
        var p = (events + (z * z / 2)) / size;
        var half = z * Math.Sqrt(p * (1 - p) / size);

        return new Estimate((double)events / n, p - half, p + half);
    }

    /// <summary>The interval cut to [0, 1].</summary>
    /// <param name="events">Events, from 0 to <paramref name="n"/>.</param>
    /// <param name="n">Participants, at least 1.</param>
    /// <param name="confidence">Two-sided level, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static Estimate Clipped(long events, long n, double confidence = 0.95)
    {
        var interval = Interval(events, n, confidence);
        return interval with { Lower = Math.Max(0, interval.Lower), Upper = Math.Min(1, interval.Upper) };
    }
}
