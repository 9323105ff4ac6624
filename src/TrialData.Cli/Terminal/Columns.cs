using System.Globalization;

namespace TrialData.Cli.Terminal;

/// <summary>Rows of short texts under each other: each column as wide as its widest text, nothing cut off.</summary>
internal static class Columns
{
    private const string Gap = "  ";

    public static void Write(params IReadOnlyList<string[]> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var widths = Enumerable.Range(0, rows.Max(row => row.Length))
            .Select(column => rows.Where(row => row.Length > column).Max(row => WidthOf(row[column])))
            .ToList();
        foreach (var row in rows)
        {
            Screen.Line(string.Join(Gap, row.Select((text, column) => text + new string(' ', widths[column] - WidthOf(text)))).TrimEnd());
        }
    }

    private static int WidthOf(string text) => new StringInfo(text).LengthInTextElements;
}
