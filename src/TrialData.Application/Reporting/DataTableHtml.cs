using System.Xml.Linq;

namespace TrialData.Application.Reporting;

/// <summary>A <see cref="DataTable"/> as an HTML table with caption, scopes and footnotes, in a container that scrolls by itself.</summary>
public static class DataTableHtml
{
    // Longer names may break into lines.
    private const int ShortHeader = 24;

    private const string Letters = "abcdefghijklmnopqrstuvwxyz";

    public static IEnumerable<XElement> Render(DataTable table)
    {
        var notes = table.Notes;
        yield return Html.Scroll(table.Caption, Html.El("table",
            Html.El("caption", Html.El("span", table.Caption)),
            Html.El("thead", Heads(table.Columns)),
            table.Groups.Select(group => Body(group, table, notes))));
        if (notes.Count > 0)
        {
            yield return Html.El("ul", Html.Class("notes"), notes.Select((note, i) => Html.El("li", Html.El("sup", Letter(i)), " ", note)));
        }
    }

    private static IEnumerable<XElement> Heads(IReadOnlyList<Column> columns)
    {
        if (!columns.Any(column => column.Over is not null))
        {
            return [Html.El("tr", columns.Select(column => Head(column, rows: 1)))];
        }

        return
        [
            Html.El("tr", Spans(columns)),
            Html.El("tr", columns.Where(column => column.Over is not null).Select(column => Head(column, rows: 1))),
        ];
    }

    private static IEnumerable<XElement> Spans(IReadOnlyList<Column> columns)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            var over = columns[i].Over;
            if (over is null)
            {
                yield return Head(columns[i], rows: 2);
                continue;
            }

            var span = columns.Skip(i).TakeWhile(column => column.Over == over).Count();
            yield return Html.El("th", Html.At("scope", "colgroup"), Html.At("colspan", Formats.Count(span)), Html.Class("over"), over);
            i += span - 1;
        }
    }

    private static XElement Head(Column column, int rows) =>
        Html.El("th", Html.At("scope", "col"), rows > 1 ? Html.At("rowspan", Formats.Count(rows)) : null, Kind(column), column.Heading);

    private static XElement Body(RowGroup group, DataTable table, IReadOnlyList<string> notes)
    {
        var body = Html.El("tbody", group.Total ? Html.Class("total") : null);
        for (var i = 0; i < group.Rows.Count; i++)
        {
            var row = Html.El("tr");
            var offset = 0;
            if (group.Heading is not null)
            {
                offset = 1;
                if (i == 0)
                {
                    row.Add(Html.El("th", Html.At("scope", "rowgroup"), Html.At("rowspan", Formats.Count(group.Rows.Count)),
                        group.Heading, group.HeadingNote is null ? null : Html.El("small", group.HeadingNote)));
                }
            }

            row.Add(group.Rows[i].Cells.Select((cell, c) => Content(cell, c + offset, table, notes)));
            body.Add(row);
        }

        return body;
    }

    private static XElement Content(Cell cell, int index, DataTable table, IReadOnlyList<string> notes)
    {
        var header = index < table.HeaderColumns;
        return Html.El(header ? "th" : "td",
            header ? Html.At("scope", "row") : Kind(table.Columns[index]),
            header && cell.Text.Length <= ShortHeader ? Html.Class("short") : null,
            cell.Text,
            cell.Note is null ? null : Html.El("sup", Letter(notes.ToList().IndexOf(cell.Note))));
    }

    private static XAttribute? Kind(Column column) => column.Numeric ? Html.Class("number") : null;

    private static string Letter(int index) =>
        index < Letters.Length ? Letters[index].ToString() : Letters[(index / Letters.Length) - 1].ToString() + Letters[index % Letters.Length];
}
