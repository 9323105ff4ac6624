namespace TrialData.Statistics;

/// <summary>Wald interval of a risk difference after adding one event and one non-event to either arm.</summary>
/// <remarks>Agresti and Caffo (2000), Am Stat 54:280.</remarks>
public static class AgrestiCaffo
{
    /// <summary>
    /// The interval around <see cref="Centre"/>, as the formula gives it: its limits may leave [−1, 1]. The value is the
    /// observed difference. Null where an arm is empty.
    /// </summary>
    /// <param name="table">The two arms.</param>
    /// <param name="confidence">Two-sided level, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The confidence level is outside its range.</exception>
    public static Estimate? Difference(TwoByTwo table, double confidence = 0.95)
    {
        var z = NormalDistribution.TwoSided(confidence);
        if (table.RiskDifference is not { } difference || Centre(table) is not { } centre)
        {
            return null;
        }

        var (n1, n0) = (table.N1 + 2.0, table.N0 + 2.0);
        var (p1, p0) = ((table.A + 1) / n1, (table.C + 1) / n0);
        var half = z * Math.Sqrt((p1 * (1 - p1) / n1) + (p0 * (1 - p0) / n0));
        return new Estimate(difference, centre - half, centre + half);
    }

    /// <summary>The difference after the additions, the middle of the interval; null where an arm is empty.</summary>
    /// <param name="table">The two arms.</param>
    public static double? Centre(TwoByTwo table) =>
        table.ComparesArms ? ((table.A + 1) / (table.N1 + 2.0)) - ((table.C + 1) / (table.N0 + 2.0)) : null;
}
