namespace TrialData.Statistics;

/// <summary>How many events a two-sided log-rank test needs under proportional hazards.</summary>
public static class LogRankPlan
{
    /// <summary>(z₁ + z₂)²/(s (1 − s) log² HR). Schoenfeld (1981), Biometrika 68:316.</summary>
    /// <param name="hazardRatio">Positive, not 1.</param>
    /// <param name="alpha">Two-sided level, strictly between 0 and 1.</param>
    /// <param name="power">Strictly between <paramref name="alpha"/> and 1.</param>
    /// <param name="share">Of the participants in one arm, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double EventsSchoenfeld(double hazardRatio, double alpha = 0.05, double power = 0.8, double share = 0.5)
    {
        var z = Check(hazardRatio, alpha, power);
        Arguments.StrictlyBetween(share, 0, 1, nameof(share));
        var log = Math.Log(hazardRatio);
        return z * z / (share * (1 - share) * log * log);
    }

    /// <summary>(z₁ + z₂)² (1 + r HR)²/(r (1 − HR)²). Freedman (1982), Stat Med 1:121.</summary>
    /// <param name="hazardRatio">Of the second arm over the first, positive, not 1.</param>
    /// <param name="alpha">Two-sided level, strictly between 0 and 1.</param>
    /// <param name="power">Strictly between <paramref name="alpha"/> and 1.</param>
    /// <param name="ratio">Participants of the second arm for each of the first, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double EventsFreedman(double hazardRatio, double alpha = 0.05, double power = 0.8, double ratio = 1)
    {
        var z = Check(hazardRatio, alpha, power);
        Arguments.StrictlyBetween(ratio, 0, double.PositiveInfinity, nameof(ratio));
        var root = z * (1 + (ratio * hazardRatio)) / (1 - hazardRatio);
        return root * root / ratio;
    }

    /// <summary>Participants in both arms of whom so many have an event.</summary>
    /// <param name="events">Positive.</param>
    /// <param name="probability">That a participant has an event while followed, above 0, at most 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double Participants(double events, double probability)
    {
        Arguments.StrictlyBetween(events, 0, double.PositiveInfinity, nameof(events));
        return probability is > 0 and <= 1
            ? events / probability
            : throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability of an event lies above 0, and at most at 1.");
    }

    private static double Check(double hazardRatio, double alpha, double power)
    {
        Arguments.StrictlyBetween(hazardRatio, 0, double.PositiveInfinity, nameof(hazardRatio));
        if (hazardRatio == 1)
        {
            throw new ArgumentOutOfRangeException(nameof(hazardRatio), hazardRatio, "A hazard ratio of 1 is nothing that a trial could find.");
        }

        var (za, zb) = Arguments.Quantiles(alpha, power);
        return za + zb;
    }
}
