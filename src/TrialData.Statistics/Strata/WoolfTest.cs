namespace TrialData.Statistics;

/// <summary>Test that the odds ratio is the same in all strata, by the spread of the log odds ratios.</summary>
/// <remarks>
/// Woolf (1955), Ann Hum Genet 19:251. As <c>vcd::woolf_test</c>: one zero cell anywhere adds ½ to every cell of every table.
/// </remarks>
public static class WoolfTest
{
    // Added to every cell when one is zero.
    private const double Half = 0.5;

    /// <summary>The test over the strata that have both arms; null with fewer than two.</summary>
    /// <param name="strata">One table for each stratum.</param>
    public static TestResult? Homogeneity(ReadOnlySpan<TwoByTwo> strata)
    {
        var used = MantelHaenszel.StrataUsed(strata);
        if (used < 2)
        {
            return null;
        }

        var added = HasZeroCell(strata) ? Half : 0;
        double weights = 0, mean = 0, squares = 0;

        foreach (var t in strata)
        {
            if (t.ComparesArms)
            {
                // Weighted mean and sum of squares in one pass (West 1979).
                var (a, b, c, d) = (t.A + added, t.B + added, t.C + added, t.D + added);
                var weight = 1 / ((1 / a) + (1 / b) + (1 / c) + (1 / d));
                var distance = Math.Log(a * d / (b * c)) - mean;
                squares += weight * weights / (weights + weight) * distance * distance;
                weights += weight;
                mean += weight / weights * distance;
            }
        }

        return TestResult.ChiSquared(squares, used - 1);
    }

    private static bool HasZeroCell(ReadOnlySpan<TwoByTwo> strata)
    {
        foreach (var t in strata)
        {
            if (t.ComparesArms && (t.A == 0 || t.B == 0 || t.C == 0 || t.D == 0))
            {
                return true;
            }
        }

        return false;
    }
}
