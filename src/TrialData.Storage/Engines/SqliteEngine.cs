using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace TrialData.Storage.Engines;

/// <summary>Embedded SQLite in WAL mode, foreign keys on, commits flushed to disk.</summary>
/// <param name="file">The store's file, created where there is none.</param>
/// <param name="busySeconds">
/// How long one attempt waits for another process to finish writing, at least 1. The wait holds a thread and this process's turn to
/// write, and the pipeline tries six times: the provider's own 30 seconds would make three minutes of it.
/// </param>
/// <param name="presence">Tells other processes that this house is in the store; null for a file that is nobody else's.</param>
/// <remarks>Connections that were lent stay open until the engine is disposed of; before that the file cannot be moved.</remarks>
public sealed class SqliteEngine(string file, int busySeconds = 5, Presence? presence = null) : IEngine, IDisposable
{
    private const int MostFindings = 100;
    private const int Busy = 5;
    private const int Locked = 6;
    private const int Constraint = 19;
    private const int UniqueIndex = 2067;
    private const int PrimaryKey = 1555;

    // Writers of one process queue here instead of sleeping between the provider's retries of a busy lock.
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> Gates = new(StringComparer.Ordinal);

    private readonly string connectionString = new SqliteConnectionStringBuilder
    {
        DataSource = file,
        ForeignKeys = true,
        RecursiveTriggers = true,
        Mode = SqliteOpenMode.ReadWriteCreate,
        DefaultTimeout = busySeconds,
        Pooling = false,
    }.ToString();

    private readonly SqlitePool pool = new();

    public Engine Kind => Engine.Sqlite;

    public string Describe()
    {
        SqliteLibrary.Bind();
        return SqliteLibrary.IsPackaged
            ? $"SQLite {SqliteLibrary.Version} (packaged; the system has none: install libsqlite3-0 for a patched one)"
            : $"SQLite {SqliteLibrary.Version} (of the operating system)";
    }

    public string? Warning() => null;

    public async Task<DbConnection> OpenAsync(CancellationToken cancellation)
    {
        await EnterAsync(cancellation);
        return await OpenAsync(new SqliteConnection(connectionString), cancellation);
    }

    public async Task<Loan> LendAsync(CancellationToken cancellation)
    {
        // A connection that waits has the file open: its place need not be looked at again.
        if (presence is { IsEntered: false } || pool.Take() is not { } connection)
        {
            await EnterAsync(cancellation);
            connection = await OpenAsync(new PreparingConnection(connectionString), cancellation);
        }

        return new Loan(connection, () => pool.GiveBackAsync(connection));
    }

    public async Task<IDisposable> TakeWriterTurnAsync(CancellationToken cancellation)
    {
        var gate = Gates.GetOrAdd(file, _ => new SemaphoreSlim(1, 1));
        await gate.WaitAsync(cancellation);
        return new Turn(gate);
    }

    public async Task<IDisposable?> TakeAloneAsync(CancellationToken cancellation)
    {
        // Another file may soon stand at this place.
        pool.Clear();
        return presence is null ? new Turn(new SemaphoreSlim(0, 1)) : await presence.TakeAloneAsync(cancellation);
    }

    public async Task<IReadOnlyList<string>?> DamageAsync(DbConnection connection, CancellationToken cancellation)
    {
        var found = new List<string>();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
        {
            while (await reader.ReadAsync(cancellation) && found.Count < MostFindings)
            {
                found.Add(reader.GetString(0));
            }
        }

        if (found is ["ok"])
        {
            found.Clear();
        }

        command.CommandText = "PRAGMA foreign_key_check";
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
        {
            while (await reader.ReadAsync(cancellation) && found.Count < MostFindings)
            {
                found.Add($"a row of {reader.GetString(0)} refers to a row of {reader.GetString(2)} that is not there");
            }
        }

        return found;
    }

    // The plain BeginTransaction is BEGIN IMMEDIATE: a deferred one could read first and then fail to write.
    public Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellation) =>
        Task.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction());

    // A deferred one takes no lock that a writer waits for, and sees the store as its first statement did.
    public Task<DbTransaction> BeginReadingAsync(DbConnection connection, CancellationToken cancellation) =>
        Task.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(deferred: true));

    public bool IsWorthRetrying(Exception fault) =>
        fault is SqliteException { SqliteErrorCode: Busy or Locked };

    public bool IsDuplicate(Exception fault) =>
        fault is SqliteException { SqliteErrorCode: Constraint, SqliteExtendedErrorCode: UniqueIndex or PrimaryKey };

    public void Dispose() => pool.Dispose();

    private async Task EnterAsync(CancellationToken cancellation)
    {
        if (!Directory.Exists(Path.GetDirectoryName(file)))
        {
            throw new DirectoryNotFoundException($"There is no folder {Path.GetDirectoryName(file)} for the store.");
        }

        if (presence is not null)
        {
            await presence.EnterAsync(cancellation);
        }

        OwnFile.CreateWhereMissing(file);
    }

    private static async Task<TConnection> OpenAsync<TConnection>(TConnection connection, CancellationToken cancellation)
        where TConnection : SqliteConnection
    {
        SqliteLibrary.Bind();
        try
        {
            await connection.OpenAsync(cancellation);
            await using var pragma = connection.CreateCommand();
            pragma.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;";
            await pragma.ExecuteNonQueryAsync(cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private sealed class Turn(SemaphoreSlim gate) : IDisposable
    {
        private bool ended;

        public void Dispose()
        {
            if (!ended)
            {
                ended = true;
                gate.Release();
            }
        }
    }
}
