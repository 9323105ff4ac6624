using System.Data.Common;
using System.Globalization;
using Dapper;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using TrialData.Storage.Engines;

namespace TrialData.Storage.Tests;

/// <summary>A store seen past the house: by a plain connection, without any of the house's settings.</summary>
internal sealed class RawStore(StoreLocation location)
{
    /// <summary>Where ids come from moves with every block, whatever becomes of the work.</summary>
    private const string SourceOfIds = "KeyBlock";

    public static IEngine EngineAt(StoreLocation location) =>
        location.Engine == Engine.Sqlite ? new SqliteEngine(location.Target) : new SqlServerEngine(location.Target);

    public async Task<DbConnection> OpenAsync()
    {
        DbConnection connection = location.Engine == Engine.Sqlite
            ? new SqliteConnection($"Data Source={location.Target}")
            : new SqlConnection(location.Target);
        await connection.OpenAsync();
        return connection;
    }

    public async Task<int> ExecuteAsync(string sql, object? parameters = null)
    {
        await using var connection = await OpenAsync();
        return await connection.ExecuteAsync(sql, parameters);
    }

    public async Task<long> CountAsync(string table)
    {
        await using var connection = await OpenAsync();
        return await connection.ExecuteScalarAsync<long>($"SELECT COUNT(*) FROM {table}");
    }

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null)
    {
        await using var connection = await OpenAsync();
        return (await connection.QueryAsync<T>(sql, parameters)).AsList();
    }

    /// <summary>The rows of a table, each as column and text.</summary>
    public async Task<IReadOnlyList<IReadOnlyDictionary<string, string?>>> RowsAsync(string table)
    {
        await using var connection = await OpenAsync();
        await using var reader = await connection.ExecuteReaderAsync($"SELECT * FROM {table}");
        var rows = new List<IReadOnlyDictionary<string, string?>>();
        while (await reader.ReadAsync())
        {
            rows.Add(Enumerable.Range(0, reader.FieldCount).ToDictionary(
                reader.GetName,
                column => reader.IsDBNull(column) ? null : Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture),
                StringComparer.Ordinal));
        }

        return rows;
    }

    public Task<IReadOnlyList<string>> TablesAsync() => QueryAsync<string>(location.Engine == Engine.Sqlite
        ? "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        : "SELECT name FROM sys.tables ORDER BY name");

    /// <summary>Every row of every table as text, but for the source of ids; the audit trail only where asked for.</summary>
    public async Task<IReadOnlyList<string>> ContentsAsync(bool withAudit)
    {
        var contents = new List<string>();
        foreach (var table in await TablesAsync())
        {
            if (table != SourceOfIds && (withAudit || !table.StartsWith("Audit", StringComparison.Ordinal)))
            {
                contents.AddRange((await RowsAsync(table)).Select(row => $"{table}: {string.Join(" | ", row.Values)}").Order(StringComparer.Ordinal));
            }
        }

        return contents;
    }
}
