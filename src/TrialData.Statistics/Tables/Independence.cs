namespace TrialData.Statistics;

/// <summary>Large-sample tests that rows and columns of a table have nothing to do with each other, on (rows − 1)(columns − 1) degrees of freedom.</summary>
/// <remarks>Null where a row or a column is empty. Without continuity correction; of two arms with two outcomes see <see cref="ChiSquared"/>.</remarks>
public static class Independence
{
    /// <summary>Pearson's Σ (O − E)²/E, as R <c>chisq.test(correct = FALSE)</c>.</summary>
    /// <param name="table">The counts.</param>
    public static TestResult? Pearson(CrossTable table) =>
        Sum(table, static (observed, expected) => (observed - expected) * (observed - expected) / expected);

    /// <summary>The likelihood-ratio statistic G = 2 Σ O log(O/E).</summary>
    /// <param name="table">The counts.</param>
    public static TestResult? LikelihoodRatio(CrossTable table) =>
        Sum(table, static (observed, expected) => observed == 0 ? 0 : 2 * observed * Math.Log(observed / expected));

    /// <summary>Cramér's V, √(χ²/(n (min(rows, columns) − 1))), from 0 to 1. Null where a row or a column is empty.</summary>
    /// <param name="table">The counts.</param>
    public static double? CramersV(CrossTable table) =>
        Pearson(table) is { } test ? Math.Sqrt(test.Statistic / (table.Total * (Math.Min(table.Rows, table.Columns) - 1.0))) : null;

    /// <summary>The smallest expected count: below 5 the large-sample tests are in doubt (Cochran 1954, Biometrics 10:417). Null for a table without anybody.</summary>
    /// <param name="table">The counts.</param>
    public static double? SmallestExpected(CrossTable table)
    {
        if (table.Total == 0)
        {
            return null;
        }

        var smallest = double.PositiveInfinity;
        for (var row = 0; row < table.Rows; row++)
        {
            for (var column = 0; column < table.Columns; column++)
            {
                smallest = Math.Min(smallest, table.Expected(row, column));
            }
        }

        return smallest;
    }

    private static TestResult? Sum(CrossTable table, Func<double, double, double> term)
    {
        if (!table.IsFull)
        {
            return null;
        }

        var sum = 0.0;
        for (var row = 0; row < table.Rows; row++)
        {
            for (var column = 0; column < table.Columns; column++)
            {
                sum += term(table[row, column], table.Expected(row, column));
            }
        }

        // Rounding may leave a statistic of zero just below it.
        return TestResult.ChiSquared(Math.Max(0, sum), (table.Rows - 1) * (table.Columns - 1));
    }
}
