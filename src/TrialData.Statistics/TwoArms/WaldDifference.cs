namespace TrialData.Statistics;

/// <summary>The textbook interval of a risk difference, p₁ − p₀ ± z √(p₁q₁/n₁ + p₀q₀/n₀), for comparison only.</summary>
/// <remarks>Method 1 of Newcombe (1998), Stat Med 17:873. Agrees with R <c>prop.test(correct = FALSE)</c>.</remarks>
public static class WaldDifference
{
    /// <summary>The interval cut to [−1, 1]; null where an arm is empty.</summary>
    /// <param name="table">The two arms.</param>
    /// <param name="confidence">Two-sided level, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The confidence level is outside its range.</exception>
    public static WaldEstimate? Interval(TwoByTwo table, double confidence = 0.95) => Corrected(table, confidence, correction: 0);

    /// <summary>The interval made longer at both ends by (1/n₁ + 1/n₀)/2 and cut to [−1, 1]; null where an arm is empty.</summary>
    /// <remarks>Method 2 of Newcombe (1998), who does not cut it. R <c>prop.test</c> makes the correction at most |p₁ − p₀|; this does not.</remarks>
    /// <param name="table">The two arms.</param>
    /// <param name="confidence">Two-sided level, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The confidence level is outside its range.</exception>
    public static WaldEstimate? WithContinuityCorrection(TwoByTwo table, double confidence = 0.95) =>
        Corrected(table, confidence, ((1.0 / table.N1) + (1.0 / table.N0)) / 2);

    private static WaldEstimate? Corrected(TwoByTwo table, double confidence, double correction)
    {
        var z = NormalDistribution.TwoSided(confidence);
        if (table.RiskDifference is not { } difference)
        {
            return null;
        }

        var (p1, p0) = (table.P1, table.P0);
        var error = Math.Sqrt((p1 * (1 - p1) / table.N1) + (p0 * (1 - p0) / table.N0));
        var interval = WaldEstimate.Symmetric(difference, error, z);
        return interval with { Lower = Math.Max(-1, interval.Lower - correction), Upper = Math.Min(1, interval.Upper + correction) };
    }
}
