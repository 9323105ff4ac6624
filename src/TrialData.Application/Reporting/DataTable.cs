namespace TrialData.Application.Reporting;

/// <summary>A table of finished text: the shape that report, figure data and footnotes share.</summary>
/// <param name="HeaderColumns">How many leading columns of a row are its headers.</param>
public sealed record DataTable(string Caption, IReadOnlyList<Column> Columns, IReadOnlyList<RowGroup> Groups, int HeaderColumns = 1)
{
    /// <summary>The reasons given in cells, each once, in order of appearance: the footnotes.</summary>
    public IReadOnlyList<string> Notes =>
        [.. Groups.SelectMany(group => group.Rows).SelectMany(row => row.Cells).Select(cell => cell.Note).OfType<string>().Distinct(StringComparer.Ordinal)];
}

/// <param name="Over">A heading shared with neighbouring columns that say the same.</param>
public sealed record Column(string Heading, bool Numeric = true, string? Over = null);

/// <summary>Rows that belong together. A heading stands in the first column, beside all of them.</summary>
/// <param name="HeadingNote">Small print under the heading.</param>
public sealed record RowGroup(string? Heading, IReadOnlyList<Row> Rows, bool Total = false, string? HeadingNote = null);

public sealed record Row(params IReadOnlyList<Cell> Cells);

/// <param name="Note">Why there is no number: becomes a footnote.</param>
public sealed record Cell(string Text, string? Note = null)
{
    public static implicit operator Cell(string text) => new(text);
}
