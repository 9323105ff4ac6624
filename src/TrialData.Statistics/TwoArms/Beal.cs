namespace TrialData.Statistics;

/// <summary>Intervals of a risk difference whose variance comes from the difference and an estimate of the mean of both risks.</summary>
/// <remarks>
/// Beal (1987), Biometrics 43:941; methods 3 and 4 of Newcombe (1998), Stat Med 17:873. As the formulas give them: limits may leave [−1, 1]. The value is the observed
/// difference. Null where an arm is empty.
/// </remarks>
public static class Beal
{
    // Added to events in each arm by Jeffreys' and Perks' priors; participants get one more.
    private const double Half = 0.5;

    /// <summary>With the mean of the observed risks (Haldane).</summary>
    /// <param name="table">The two arms.</param>
    /// <param name="confidence">Two-sided level, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The confidence level is outside its range.</exception>
    public static Estimate? Haldane(TwoByTwo table, double confidence = 0.95) => Interval(table, confidence, added: 0);

    /// <summary>With the mean of the risks after half an event and half a non-event are added to each arm (Jeffreys–Perks).</summary>
    /// <param name="table">The two arms.</param>
    /// <param name="confidence">Two-sided level, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The confidence level is outside its range.</exception>
    public static Estimate? JeffreysPerks(TwoByTwo table, double confidence = 0.95) => Interval(table, confidence, Half);

    private static Estimate? Interval(TwoByTwo table, double confidence, double added)
    {
        var z = NormalDistribution.TwoSided(confidence);
        if (table.RiskDifference is not { } difference)
        {
            return null;
        }

        var (zz, u, v) = (z * z, ((1.0 / table.N1) + (1.0 / table.N0)) / 4, ((1.0 / table.N1) - (1.0 / table.N0)) / 4);
        var mean = (((table.A + added) / (table.N1 + (2 * added))) + ((table.C + added) / (table.N0 + (2 * added)))) / 2;
        var skew = 1 - (2 * mean);
        var centre = (difference + (zz * v * skew)) / (1 + (zz * u));
        var square = (u * ((4 * mean * (1 - mean)) - (difference * difference))) + (2 * v * skew * difference) + (4 * zz * u * u * mean * (1 - mean)) + (zz * v * v * skew * skew);
        var half = z / (1 + (zz * u)) * Math.Sqrt(Math.Max(0, square));
        return new Estimate(difference, centre - half, centre + half);
    }
}
