namespace TrialData.Statistics;

/// <summary>Large-sample tests that the risk is the same in both arms, on one degree of freedom.</summary>
/// <remarks>Null where a margin of the table is empty: an arm without participants, nobody or everybody with the event.</remarks>
public static class ChiSquared
{
    // Yates' correction, shortened where observed and expected are closer.
    private const double Yates = 0.5;

    /// <summary>Pearson's statistic, N(ad − bc)² over the product of the margins.</summary>
    /// <param name="table">The two arms.</param>
    public static TestResult? Test(TwoByTwo table) => Corrected(table, correction: 0);

    /// <summary>With Yates' continuity correction, as R <c>chisq.test</c>: at most |O − E|.</summary>
    /// <param name="table">The two arms.</param>
    public static TestResult? WithContinuityCorrection(TwoByTwo table) =>
        Corrected(table, Math.Min(Yates, Math.Abs(Deviation(table))));

    /// <summary>Pearson's statistic times (N − 1)/N, recommended for small tables by Campbell (2007), Stat Med 26:3661.</summary>
    /// <param name="table">The two arms.</param>
    public static TestResult? NMinusOne(TwoByTwo table) =>
        Test(table) is { } pearson ? TestResult.ChiSquared(pearson.Statistic * (table.N - 1) / table.N, 1) : null;

    /// <summary>The likelihood-ratio statistic G = 2 Σ O log(O/E).</summary>
    /// <param name="table">The two arms.</param>
    public static TestResult? LikelihoodRatio(TwoByTwo table)
    {
        if (!IsDefined(table))
        {
            return null;
        }

        var g = 2 * (Term(table.A, table.N1, table.M1) + Term(table.B, table.N1, table.M0) + Term(table.C, table.N0, table.M1) + Term(table.D, table.N0, table.M0));

        // Rounding may leave a G of zero just below it.
        return TestResult.ChiSquared(Math.Max(0, g), 1);

        double Term(double observed, double row, double column) =>
            observed == 0 ? 0 : observed * Math.Log(observed * table.N / (row * column));
    }

    private static TestResult? Corrected(TwoByTwo table, double correction)
    {
        if (!IsDefined(table))
        {
            return null;
        }

        // |O − E| is the same in all four cells; Σ 1/E = N³ over the product of the margins.
        var distance = Math.Abs(Deviation(table)) - correction;
        var inverse = table.N / table.N1 * (table.N / table.N0) * (table.N / (table.M1 * table.M0));
        return TestResult.ChiSquared(distance * distance * inverse, 1);
    }

    private static double Deviation(TwoByTwo table) => ((table.A * table.D) - (table.B * table.C)) / table.N;

    private static bool IsDefined(TwoByTwo table) => table is { ComparesArms: true, OutcomeVaries: true };
}
