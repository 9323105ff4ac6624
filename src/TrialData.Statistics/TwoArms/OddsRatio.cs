namespace TrialData.Statistics;

/// <summary>Intervals of the odds ratio on the log scale.</summary>
public static class OddsRatio
{
    // Added to every cell.
    private const double Half = 0.5;

    /// <summary>The logit interval; its standard error is that of the logarithm. Null with a zero cell, where it is undefined.</summary>
    /// <remarks>Woolf (1955), Ann Hum Genet 19:251.</remarks>
    /// <param name="table">The two arms.</param>
    /// <param name="confidence">Two-sided level, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The confidence level is outside its range.</exception>
    public static WaldEstimate? Woolf(TwoByTwo table, double confidence = 0.95)
    {
        var z = NormalDistribution.TwoSided(confidence);
        return table.A > 0 && table.B > 0 && table.C > 0 && table.D > 0 ? WithAddition(table, 0, z) : null;
    }

    /// <summary>
    /// The same after adding ½ to every cell: defined with zero cells. The value carries the additions too. Null where an
    /// arm is empty.
    /// </summary>
    /// <remarks>Haldane (1956), Ann Hum Genet 20:309; Anscombe (1956), Biometrika 43:461.</remarks>
    /// <param name="table">The two arms.</param>
    /// <param name="confidence">Two-sided level, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The confidence level is outside its range.</exception>
    public static WaldEstimate? HaldaneAnscombe(TwoByTwo table, double confidence = 0.95)
    {
        var z = NormalDistribution.TwoSided(confidence);
        return table.ComparesArms ? WithAddition(table, Half, z) : null;
    }

    private static WaldEstimate WithAddition(TwoByTwo table, double added, double z)
    {
        var (a, b, c, d) = (table.A + added, table.B + added, table.C + added, table.D + added);
        return WaldEstimate.OnLogScale(a * d / (b * c), Math.Sqrt((1 / a) + (1 / b) + (1 / c) + (1 / d)), z);
    }
}
