namespace TrialData.Statistics;

/// <summary>Exact test that rows and columns of a table have nothing to do with each other, given all margins.</summary>
/// <remarks>
/// Freeman and Halton (1951), Biometrika 38:141: the p-value sums the tables that are not more probable than the observed one, as R <c>fisher.test</c>, which also counts
/// probabilities within 10⁻⁷ of it as equal. Computed column by column over what is left of the rows (Mehta and Patel 1983, J Am Stat Assoc 78:427): where all
/// completions of a part are as rare as the observed table, or none is, they are not looked at one by one.
/// </remarks>
public static class FisherFreemanHalton
{
    /// <summary>The two-sided p-value; 1 where the margins leave only one table.</summary>
    /// <param name="table">The counts. Rows and columns without anybody change nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException">The margins allow too many tables for an exact answer.</exception>
    public static double P(CrossTable table)
    {
        var (rows, columns, observed) = Margins(table);
        return rows.Length < 2 || columns.Length < 2 ? 1 : new TablesWithMargins(rows, columns).ShareAsRareAs(observed);
    }

    // The longer side is gone through, the shorter one is what is remembered.
    private static (int[] Rows, int[] Columns, double Observed) Margins(CrossTable table)
    {
        if (table.Total > int.MaxValue)
        {
            throw TablesWithMargins.TooMany(table.Total);
        }

        var rows = Filled(table.RowTotals);
        var columns = Filled(table.ColumnTotals);
        var observed = 0.0;
        for (var row = 0; row < table.Rows; row++)
        {
            for (var column = 0; column < table.Columns; column++)
            {
                observed += LogFactorial.Of((int)table[row, column]);
            }
        }

        return rows.Length <= columns.Length ? (rows, columns, observed) : (columns, rows, observed);
    }

    private static int[] Filled(ReadOnlySpan<double> totals)
    {
        var filled = new List<int>();
        foreach (var total in totals)
        {
            if (total > 0)
            {
                filled.Add((int)total);
            }
        }

        return [.. filled];
    }
}
