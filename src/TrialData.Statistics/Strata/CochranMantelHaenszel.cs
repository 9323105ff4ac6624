namespace TrialData.Statistics;

/// <summary>Test that arm and outcome are independent within the strata, on one degree of freedom.</summary>
/// <remarks>
/// Cochran (1954), Biometrics 10:417; Mantel and Haenszel (1959). Null where no stratum says anything: everywhere an arm
/// is empty, nobody or everybody has the event.
/// </remarks>
public static class CochranMantelHaenszel
{
    private const double Correction = 0.5;

    /// <summary>The test as R <c>mantelhaen.test</c> does it.</summary>
    /// <param name="strata">One table for each stratum.</param>
    /// <param name="continuityCorrection">
    /// Whether ½ is taken off |Σ(a − E)|; R leaves it out altogether where the sum is smaller than ½, so that the statistic
    /// jumps there. See <see cref="WithCappedCorrection"/>.
    /// </param>
    public static TestResult? Test(ReadOnlySpan<TwoByTwo> strata, bool continuityCorrection = false)
    {
        var (distance, variance) = Sums(strata);
        return Result(continuityCorrection && distance >= Correction ? distance - Correction : distance, variance);
    }

    /// <summary>The test with a correction of ½, at most |Σ(a − E)| itself.</summary>
    /// <param name="strata">One table for each stratum.</param>
    public static TestResult? WithCappedCorrection(ReadOnlySpan<TwoByTwo> strata)
    {
        var (distance, variance) = Sums(strata);
        return Result(Math.Max(0, distance - Correction), variance);
    }

    private static TestResult? Result(double distance, double variance) =>
        variance > 0 ? TestResult.ChiSquared(distance * distance / variance, 1) : null;

    private static (double Distance, double Variance) Sums(ReadOnlySpan<TwoByTwo> strata)
    {
        double difference = 0, variance = 0;
        foreach (var t in strata)
        {
            if (t.ComparesArms)
            {
                difference += t.A - (t.N1 * t.M1 / t.N);
                variance += t.N1 / t.N * (t.N0 / t.N) * t.M1 * t.M0 / (t.N - 1);
            }
        }

        return (Math.Abs(difference), variance);
    }
}
