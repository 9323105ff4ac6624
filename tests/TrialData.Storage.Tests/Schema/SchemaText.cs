using System.Text;
using System.Text.RegularExpressions;

namespace TrialData.Storage.Tests.Schema;

/// <summary>The schema of a SQLite store as text for review: tables with columns and constraints, indexes, triggers, each by name.</summary>
internal static partial class SchemaText
{
    public static async Task<string> OfAsync(RawStore store)
    {
        var text = new StringBuilder();
        foreach (var table in await store.TablesAsync())
        {
            text.Append("table ").Append(table).Append('\n');
            foreach (var column in await store.QueryAsync<Column>("SELECT name, type, \"notnull\" AS IsRequired, dflt_value AS Fallback FROM pragma_table_info(@table)", new { table }))
            {
                text.Append("    ").Append(column.Name).Append(' ').Append(column.Type.ToLowerInvariant()).Append(column.IsRequired ? " NOT NULL" : " NULL")
                    .Append(column.Fallback is null ? string.Empty : $" DEFAULT ({column.Fallback})").Append('\n');
            }

            var create = (await store.QueryAsync<string>("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = @table", new { table }))[0];
            foreach (var constraint in Constraints(create))
            {
                text.Append("    ").Append(constraint).Append('\n');
            }

            text.Append('\n');
        }

        foreach (var kind in new[] { "index", "trigger" })
        {
            foreach (var sql in await store.QueryAsync<string>("SELECT sql FROM sqlite_master WHERE type = @kind AND sql IS NOT NULL ORDER BY name", new { kind }))
            {
                text.Append(OneLine(sql)).Append('\n');
            }

            text.Append(kind == "index" ? "\n" : string.Empty);
        }

        return text.ToString();
    }

    /// <summary>The named constraints of a table, in the order of its text; those of a column stand after the column's name.</summary>
    private static IEnumerable<string> Constraints(string create)
    {
        var body = create[(create.IndexOf('(', StringComparison.Ordinal) + 1)..create.LastIndexOf(')')];
        foreach (var part in SplitAtTop(body, ", "))
        {
            var pieces = SplitAtTop(part, " CONSTRAINT ").ToList();
            if (pieces[0].StartsWith("CONSTRAINT ", StringComparison.Ordinal))
            {
                yield return pieces[0];
            }

            var column = pieces[0].Split(' ')[0];
            foreach (var piece in pieces.Skip(1))
            {
                yield return $"{column}: CONSTRAINT {piece}";
            }
        }
    }

    /// <summary>Splits where no parenthesis is open.</summary>
    private static IEnumerable<string> SplitAtTop(string text, string separator)
    {
        var line = OneLine(text);
        var (depth, from) = (0, 0);
        for (var i = 0; i < line.Length; i++)
        {
            depth += line[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0 && string.CompareOrdinal(line, i, separator, 0, separator.Length) == 0)
            {
                yield return line[from..i];
                from = i + separator.Length;
            }
        }

        yield return line[from..];
    }

    private static string OneLine(string sql) => Blanks().Replace(sql.Trim(), " ");

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Blanks();

    private sealed record Column
    {
        public string Name { get; init; } = string.Empty;

        public string Type { get; init; } = string.Empty;

        public bool IsRequired { get; init; }

        public string? Fallback { get; init; }
    }
}
