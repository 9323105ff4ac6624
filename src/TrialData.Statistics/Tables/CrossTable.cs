namespace TrialData.Statistics;

/// <summary>Counts in two or more rows and two or more columns.</summary>
public sealed class CrossTable
{
    private readonly long[] counts;
    private readonly double[] rowTotals;
    private readonly double[] columnTotals;

    /// <summary>Takes the counts row by row.</summary>
    /// <param name="counts">Rows times columns of them, none negative, at most 2⁵³ in all.</param>
    /// <param name="columns">How many stand in a row, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, the total too large, or there are fewer than two rows or columns.</exception>
    /// <exception cref="ArgumentException">The counts do not fill their last row.</exception>
    public CrossTable(ReadOnlySpan<long> counts, int columns)
    {
        if (columns < 2)
        {
            throw new ArgumentOutOfRangeException(nameof(columns), columns, "A table has two or more columns.");
        }

        if (counts.Length % columns != 0)
        {
            throw new ArgumentException(FormattableString.Invariant($"{counts.Length} counts do not fill rows of {columns}."), nameof(counts));
        }

        if (counts.Length < 2 * columns)
        {
            throw new ArgumentOutOfRangeException(nameof(counts), counts.Length / columns, "A table has two or more rows.");
        }

        this.counts = counts.ToArray();
        rowTotals = new double[counts.Length / columns];
        columnTotals = new double[columns];
        long total = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            total += Arguments.Participants(counts[i], FormattableString.Invariant($"counts[{i / columns}][{i % columns}]"));
            rowTotals[i / columns] += counts[i];
            columnTotals[i % columns] += counts[i];
        }

        Total = Arguments.Participants(total, nameof(counts));
    }

    /// <summary>How many rows.</summary>
    public int Rows => rowTotals.Length;

    /// <summary>How many columns.</summary>
    public int Columns => columnTotals.Length;

    /// <summary>The sum of all counts.</summary>
    public long Total { get; }

    /// <summary>The count in a cell.</summary>
    /// <param name="row">From 0.</param>
    /// <param name="column">From 0.</param>
    public long this[int row, int column] => counts[(row * Columns) + column];

    internal ReadOnlySpan<double> RowTotals => rowTotals;

    internal ReadOnlySpan<double> ColumnTotals => columnTotals;

    /// <summary>Whether every row and every column has somebody in it: what tests of independence need.</summary>
    internal bool IsFull => Array.TrueForAll(rowTotals, total => total > 0) && Array.TrueForAll(columnTotals, total => total > 0);

    internal double Expected(int row, int column) => rowTotals[row] * columnTotals[column] / Total;
}
