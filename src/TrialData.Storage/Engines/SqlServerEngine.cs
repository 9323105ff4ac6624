using System.Data;
using System.Data.Common;
using Microsoft.Data.SqlClient;

namespace TrialData.Storage.Engines;

/// <summary>Microsoft SQL Server. A unique constraint stands behind every rule, so that isolation is not relied on alone.</summary>
public sealed class SqlServerEngine : IEngine
{
    private static readonly int[] Transient = [1205, 1222, 3960, 3961, -2];
    private static readonly int[] Duplicate = [2601, 2627];

    private readonly string connectionString;

    public SqlServerEngine(string connectionString)
    {
        var given = new SqlConnectionStringBuilder(connectionString);
        // The client encrypts only when told to; a store of participant data always asks for it unless the operator says no.
        if (!given.ShouldSerialize("Encrypt"))
        {
            given.Encrypt = true;
        }

        given.MultipleActiveResultSets = false;
        this.connectionString = given.ToString();
    }

    public Engine Kind => Engine.SqlServer;

    public string Describe() => $"SQL Server (client {typeof(SqlConnection).Assembly.GetName().Version?.ToString(3)})";

    /// <summary>A warning where the client predates the fix of CVE-2024-0056 and the server is not on this machine.</summary>
    public string? Warning()
    {
        var client = typeof(SqlConnection).Assembly.GetName().Version;
        var server = new SqlConnectionStringBuilder(connectionString).DataSource;
        var isLocal = server.Contains("localhost", StringComparison.OrdinalIgnoreCase) || server.Contains("127.0.0.1", StringComparison.Ordinal)
            || server.StartsWith('.') || server.Contains("(local", StringComparison.OrdinalIgnoreCase);
        return client is not null && client < new Version(2, 1, 7) && !isLocal
            ? $"The SQL Server client {client.ToString(3)} predates the fix of CVE-2024-0056; publish with -p:SqlClientVersion=6.1.8."
            : null;
    }

    public async Task<DbConnection> OpenAsync(CancellationToken cancellation)
    {
        var connection = new SqlConnection(connectionString);
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

    public Task<IDisposable> TakeWriterTurnAsync(CancellationToken cancellation) => Task.FromResult<IDisposable>(new NoTurn());

    public async Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellation) =>
        await connection.BeginTransactionAsync(IsolationLevel.Serializable, cancellation);

    public bool IsWorthRetrying(Exception fault) => fault is SqlException sql && Transient.Contains(sql.Number);

    public bool IsDuplicate(Exception fault) => fault is SqlException sql && Duplicate.Contains(sql.Number);

    private sealed class NoTurn : IDisposable
    {
        public void Dispose()
        {
        }
    }
}
