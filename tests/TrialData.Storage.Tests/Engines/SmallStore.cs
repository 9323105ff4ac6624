using Dapper;
using TrialData.Storage.Engines;
using TrialData.Testing;

namespace TrialData.Storage.Tests.Engines;

/// <summary>A SQLite file with one table, and the engine on it.</summary>
internal sealed class SmallStore : IDisposable
{
    public const int BusySeconds = 2;

    private readonly TestStore store = TestStore.Create(Storage.Engine.Sqlite);

    public SmallStore() => Engine = new SqliteEngine(Location.Target, BusySeconds);

    public SqliteEngine Engine { get; }

    public StoreLocation Location => store.Location;

    public Task CreateAsync() => OnAsync(c => c.ExecuteAsync("CREATE TABLE Entry (Id int PRIMARY KEY)"));

    /// <summary>Lends a connection for the time of some work.</summary>
    public async Task OnAsync(Func<PreparingConnection, Task> use)
    {
        await using var loan = await Engine.LendAsync(CancellationToken.None);
        await use((PreparingConnection)loan.Connection);
    }

    /// <inheritdoc cref="OnAsync(Func{PreparingConnection, Task})"/>
    public async Task<T> OnAsync<T>(Func<PreparingConnection, Task<T>> use)
    {
        await using var loan = await Engine.LendAsync(CancellationToken.None);
        return await use((PreparingConnection)loan.Connection);
    }

    public static Task<int> AddAsync(PreparingConnection connection, int id) => connection.ExecuteAsync("INSERT INTO Entry (Id) VALUES (@Id)", new { Id = id });

    public static async Task<IEnumerable<int>> IdsAsync(PreparingConnection connection) => await connection.QueryAsync<int>("SELECT Id FROM Entry ORDER BY Id");

    public void Dispose()
    {
        Engine.Dispose();
        store.Dispose();
    }
}
