namespace TrialData.Statistics;

/// <summary>Intervals of the risk ratio p₁ / p₀ on the log scale.</summary>
public static class RiskRatio
{
    // Added to events and participants of either arm.
    private const double Half = 0.5;

    /// <summary>
    /// The delta-method interval; its standard error is that of the logarithm. Null without events in an arm, where it is
    /// undefined, and where an arm is empty.
    /// </summary>
    /// <remarks>Katz et al. (1978), Biometrics 34:469. A single point where everybody has the event.</remarks>
    /// <param name="table">The two arms.</param>
    /// <param name="confidence">Two-sided level, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The confidence level is outside its range.</exception>
    public static WaldEstimate? KatzLog(TwoByTwo table, double confidence = 0.95)
    {
        var z = NormalDistribution.TwoSided(confidence);
        return table.Events1 > 0 && table.Events0 > 0 ? WithAddition(table, 0, z) : null;
    }

    /// <summary>
    /// The same after adding ½ to the events and to the participants of either arm: defined without events. The value
    /// carries the additions too. Null where an arm is empty.
    /// </summary>
    /// <remarks>Walter (1975), Biometrika 62:371; Pettigrew, Gart and Thomas (1986), Biometrika 73:425.</remarks>
    /// <param name="table">The two arms.</param>
    /// <param name="confidence">Two-sided level, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The confidence level is outside its range.</exception>
    public static WaldEstimate? WalterHalf(TwoByTwo table, double confidence = 0.95)
    {
        var z = NormalDistribution.TwoSided(confidence);
        return table.ComparesArms ? WithAddition(table, Half, z) : null;
    }

    private static WaldEstimate WithAddition(TwoByTwo table, double added, double z)
    {
        var (a, n1, c, n0) = (table.A + added, table.N1 + added, table.C + added, table.N0 + added);
        var error = Math.Sqrt((1 / a) - (1 / n1) + (1 / c) - (1 / n0));
        return WaldEstimate.OnLogScale(a / n1 / (c / n0), error, z);
    }
}
