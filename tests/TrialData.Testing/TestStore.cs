using Microsoft.Data.SqlClient;
using TrialData.Storage;

namespace TrialData.Testing;

/// <summary>An empty store of its own for one test, gone afterwards.</summary>
public sealed class TestStore : IDisposable
{
    private TestStore(StoreLocation location, DirectoryInfo folder)
    {
        Location = location;
        Folder = folder;
    }

    public StoreLocation Location { get; }

    /// <summary>A temporary folder of the test's own, for files beside the store.</summary>
    public DirectoryInfo Folder { get; }

    public static TestStore Create(Engine engine)
    {
        var folder = Directory.CreateTempSubdirectory("trialdata-test-");
        return engine == Engine.Sqlite
            ? new TestStore(new StoreLocation(engine, Path.Combine(folder.FullName, "store.db")), folder)
            : new TestStore(new StoreLocation(engine, CreateDatabase(folder.Name)), folder);
    }

    public void Dispose()
    {
        if (Location.Engine == Engine.SqlServer)
        {
            var database = new SqlConnectionStringBuilder(Location.Target).InitialCatalog;
            SqlConnection.ClearAllPools();
            OnServer($"ALTER DATABASE [{database}] SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE [{database}];");
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Folder.Delete(recursive: true);
    }

    private static string CreateDatabase(string name)
    {
        OnServer($"CREATE DATABASE [{name}];");
        return new SqlConnectionStringBuilder(OnSqlServerAttribute.RequiredConnection()) { InitialCatalog = name }.ToString();
    }

    private static void OnServer(string sql)
    {
        using var connection = new SqlConnection(OnSqlServerAttribute.RequiredConnection());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
