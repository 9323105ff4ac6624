using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Storage.Session;

namespace TrialData.Storage.Engines;

public sealed record NotAStore(string Place)
    : Refusal("store.not-a-store", $"{Place} is a database of something else: it holds tables and no schema of TrialData. Nothing was changed.");

/// <summary>What stands at the place of a store, seen before anything is written there.</summary>
public sealed class StorePlace(StoreLocation location, IEngine engine)
{
    private static readonly SqlFile CountForeignTables = SqlFile.Named("migration/CountForeignTables");

    /// <exception cref="StoreException">A folder stands there.</exception>
    public async Task<Refusal?> WhyNotAStoreAsync(CancellationToken cancellation)
    {
        if (location.Engine == Engine.Sqlite && Directory.Exists(location.Target))
        {
            throw new StoreException(location.Place, "it is a folder; name a file in it");
        }

        if (location.Engine == Engine.Sqlite && !File.Exists(location.Target))
        {
            return null;
        }

        await using var connection = await OpenAsync(cancellation);
        var foreign = await connection.ExecuteScalarAsync<long>(new CommandDefinition(CountForeignTables.For(location.Engine), cancellationToken: cancellation));
        return foreign == 0 ? null : new NotAStore(location.Place);
    }

    // The engine's own way to open a file writes to it.
    private async Task<DbConnection> OpenAsync(CancellationToken cancellation)
    {
        if (location.Engine == Engine.SqlServer)
        {
            return await engine.OpenAsync(cancellation);
        }

        SqliteLibrary.Bind();
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = location.Target,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ToString());
        try
        {
            await connection.OpenAsync(cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
