using Microsoft.Data.SqlClient;

namespace TrialData.Storage;

public enum Engine
{
    Sqlite,
    SqlServer,
}

/// <summary>Where a store is: a SQLite file, or a SQL Server database behind <c>sqlserver:</c> and a connection string.</summary>
public sealed record StoreLocation(Engine Engine, string Target)
{
    private const string SqlServerPrefix = "sqlserver:";

    /// <param name="text">A file path, or <c>sqlserver:Server=…;Database=…</c>.</param>
    public static StoreLocation Parse(string text) =>
        text.StartsWith(SqlServerPrefix, StringComparison.OrdinalIgnoreCase)
            ? new StoreLocation(Engine.SqlServer, text[SqlServerPrefix.Length..])
            : new StoreLocation(Engine.Sqlite, Path.GetFullPath(text));

    /// <summary>As a person may read it: a connection string may hold a password.</summary>
    public string Place => Engine == Engine.SqlServer
        ? new SqlConnectionStringBuilder(Target) is var server ? $"{server.InitialCatalog} at {server.DataSource}" : string.Empty
        : Target;

    /// <summary>Whether a SQLite file is there; always true of a server, whose databases are made by its administrator.</summary>
    public bool Exists => Engine == Engine.SqlServer || File.Exists(Target);

    /// <summary>Moves a SQLite store that nobody uses to a place where there is none.</summary>
    /// <exception cref="IOException">There is a file at the place, or somebody still uses the store.</exception>
    public void MoveTo(string place)
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (File.Exists(Target + "-wal"))
        {
            throw new IOException($"{Target} is still in use.");
        }

        File.Move(Target, place);
    }
}
