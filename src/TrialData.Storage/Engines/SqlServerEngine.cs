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

    public string Describe() => $"SQL Server (client {SqlClientAdvisory.ClientVersion.ToString(3)})";

    public string? Warning() => SqlClientAdvisory.Warning(SqlClientAdvisory.ClientVersion, new SqlConnectionStringBuilder(connectionString).DataSource);

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

    // The client keeps connections open, and the server the plans of statements, by themselves.
    public async Task<Loan> LendAsync(CancellationToken cancellation)
    {
        var connection = await OpenAsync(cancellation);
        return new Loan(connection, connection.DisposeAsync);
    }

    public Task<IDisposable> TakeWriterTurnAsync(CancellationToken cancellation) => Task.FromResult<IDisposable>(new NoTurn());

    // Migrations wait for each other by a lock in the database; who else is connected is the administrator's to see.
    public Task<IDisposable?> TakeAloneAsync(CancellationToken cancellation) => Task.FromResult<IDisposable?>(new NoTurn());

    // DBCC CHECKDB needs an administrator, and belongs to the server's own maintenance.
    public Task<IReadOnlyList<string>?> DamageAsync(DbConnection connection, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<string>?>(null);

    public async Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellation) =>
        await connection.BeginTransactionAsync(IsolationLevel.Serializable, cancellation);

    // What was read stays as it is until the end; snapshots are a setting of the database that is its administrator's to make.
    public Task<DbTransaction> BeginReadingAsync(DbConnection connection, CancellationToken cancellation) => BeginAsync(connection, cancellation);

    public bool IsWorthRetrying(Exception fault) => fault is SqlException sql && Transient.Contains(sql.Number);

    public bool IsDuplicate(Exception fault) => fault is SqlException sql && Duplicate.Contains(sql.Number);

    private sealed class NoTurn : IDisposable
    {
        public void Dispose()
        {
        }
    }
}
