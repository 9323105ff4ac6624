using System.Data.Common;
using System.Globalization;
using TrialData.Storage.Engines;

namespace TrialData.Testing.Concealment;

/// <summary>The whole of a store, to be compared with another column by column.</summary>
public static class WhatAStoreTells
{
    /// <summary>The columns, as <c>Table.Column</c>, that are not the same in both; <c>Table.*</c> where even the number of rows differs.</summary>
    public static async Task<IReadOnlyList<string>> DifferencesAsync(TrialHost one, TrialHost other)
    {
        var differences = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var table in (await RowsAsync(one, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")).Rows.Select(row => row[0]))
        {
            // In the order in which they were written, which must not tell anything either.
            var (columns, left) = await RowsAsync(one, $"SELECT * FROM {table}");
            var (_, right) = await RowsAsync(other, $"SELECT * FROM {table}");
            if (left.Count != right.Count)
            {
                differences.Add($"{table}.*");
            }

            foreach (var (row, counterpart) in left.Zip(right))
            {
                differences.UnionWith(columns.Where((_, i) => row[i] != counterpart[i]).Select(column => $"{table}.{column}"));
            }
        }

        return [.. differences];
    }

    public static async Task<(IReadOnlyList<string> Columns, IReadOnlyList<string[]> Rows)> RowsAsync(TrialHost host, string sql)
    {
        await using var connection = await host.Get<IEngine>().OpenAsync(CancellationToken.None);
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string[]>();
        while (await reader.ReadAsync())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture) ?? "")]);
        }

        return ([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)], rows);
    }
}
