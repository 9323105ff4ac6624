using System.Data;
using Dapper;
using Microsoft.Data.Sqlite;
using TrialData.Storage.Engines;
using TrialData.Storage.Session;
using Xunit;

namespace TrialData.Storage.Tests.Engines;

/// <summary>SQLite connections stay open between their users, who must not notice one another.</summary>
public sealed class ALentConnection : IAsyncLifetime, IDisposable
{
    private const int SynchronousFull = 2;

    private readonly SmallStore store = new();

    public Task InitializeAsync() => store.CreateAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => store.Dispose();

    [Fact]
    public async Task Is_closed_after_a_fault()
    {
        var faulty = await store.OnAsync(async c =>
        {
            await SmallStore.AddAsync(c, 1);
            await Assert.ThrowsAsync<SqliteException>(() => SmallStore.AddAsync(c, 1));
            await SmallStore.AddAsync(c, 2);
            return c;
        });

        Assert.Equal(ConnectionState.Closed, faulty.State);
        Assert.Equal([1, 2], await store.OnAsync(SmallStore.IdsAsync));
    }

    [Theory]
    [InlineData("BEGIN IMMEDIATE")]
    [InlineData(null)]
    public async Task Is_closed_with_the_transaction_left_on_it(string? begunByHand)
    {
        var left = await store.OnAsync(async c =>
        {
            var transaction = begunByHand is null ? c.BeginTransaction() : null;
            _ = begunByHand is null ? 0 : await c.ExecuteAsync(begunByHand);
            await c.ExecuteAsync("INSERT INTO Entry (Id) VALUES (1)", transaction: transaction);
            return c;
        });

        Assert.Equal(ConnectionState.Closed, left.State);
        Assert.Empty(await store.OnAsync(SmallStore.IdsAsync));
        await store.OnAsync(c => SmallStore.AddAsync(c, 2));
    }

    [Fact]
    public async Task Is_closed_with_the_reader_left_on_it()
    {
        await store.OnAsync(c => SmallStore.AddAsync(c, 1));

        var left = await store.OnAsync(async c =>
        {
            var reader = await c.ExecuteReaderAsync("SELECT Id FROM Entry");
            Assert.True(await reader.ReadAsync());
            return c;
        });

        Assert.Equal(ConnectionState.Closed, left.State);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    public async Task Is_kept_after_rows_were_streamed_to_their_end_or_not(int most)
    {
        await store.OnAsync(c => c.ExecuteAsync("CREATE TABLE AuditChain (Chain TEXT, LastSequence int, LastHash TEXT); INSERT INTO AuditChain VALUES ('a', 1, ''), ('b', 1, '')"));
        var before = await store.OnAsync(Task.FromResult);

        await using (var session = new StoreSession(store.Engine, new IdPool()))
        {
            var seen = 0;
            await foreach (var _ in session.RowsAsync(SqlFile.Named("pipeline/ReadAuditChains"), parameters: null, CancellationToken.None))
            {
                if (++seen == most)
                {
                    break;
                }
            }
        }

        Assert.Same(before, await store.OnAsync(Task.FromResult));
    }

    [Fact]
    public async Task Is_given_back_once_however_often_it_is_disposed_of()
    {
        var loan = await store.Engine.LendAsync(CancellationToken.None);
        await loan.DisposeAsync();
        await loan.DisposeAsync();
        Assert.Throws<ObjectDisposedException>(() => loan.Connection);

        await using var second = await store.Engine.LendAsync(CancellationToken.None);
        await using var third = await store.Engine.LendAsync(CancellationToken.None);
        Assert.NotSame(second.Connection, third.Connection);
    }

    [Fact]
    public async Task Has_the_settings_of_the_house_for_every_user()
    {
        // Each twice: as it is opened, and as it comes out of the pool.
        for (var round = 0; round < 2; round++)
        {
            var loans = await ManyAsync();
            foreach (var loan in loans)
            {
                await AssertSettingsAsync((SqliteConnection)loan.Connection);
            }

            await GiveBackAsync(loans);
        }

        await using var own = await store.Engine.OpenAsync(CancellationToken.None);
        await AssertSettingsAsync((SqliteConnection)own);
    }

    [Fact]
    public async Task Waits_with_few_others()
    {
        var loans = await ManyAsync();
        var connections = loans.Select(loan => loan.Connection).ToList();

        await GiveBackAsync(loans);

        Assert.Equal(SqlitePool.MostIdle, connections.Count(c => c.State == ConnectionState.Open));
    }

    [Fact]
    public async Task Lets_go_of_the_file_when_the_engine_is_disposed_of()
    {
        var late = await store.Engine.LendAsync(CancellationToken.None);
        await store.OnAsync(c => SmallStore.AddAsync(c, 1));
        Assert.True(File.Exists(store.Location.Target + "-wal"));

        store.Engine.Dispose();
        await late.DisposeAsync();

        // Whoever closes the file last takes its log along.
        Assert.False(File.Exists(store.Location.Target + "-wal"));
    }

    [Fact]
    public async Task Does_not_stay_on_a_file_that_may_be_replaced()
    {
        await store.OnAsync(c => SmallStore.AddAsync(c, 1));
        using (await store.Engine.TakeAloneAsync(CancellationToken.None))
        {
            File.Delete(store.Location.Target);
        }

        await store.CreateAsync();

        Assert.Empty(await store.OnAsync(SmallStore.IdsAsync));
    }

    private static async Task AssertSettingsAsync(SqliteConnection connection)
    {
        Assert.Equal("wal", await connection.ExecuteScalarAsync<string>("PRAGMA journal_mode"));
        Assert.Equal(SynchronousFull, await connection.ExecuteScalarAsync<int>("PRAGMA synchronous"));
        Assert.Equal(1, await connection.ExecuteScalarAsync<int>("PRAGMA foreign_keys"));
        Assert.Equal(1, await connection.ExecuteScalarAsync<int>("PRAGMA recursive_triggers"));
        await using var command = connection.CreateCommand();
        Assert.Equal(SmallStore.BusySeconds, command.CommandTimeout);
    }

    private async Task<List<Loan>> ManyAsync()
    {
        var loans = new List<Loan>();
        for (var i = 0; i < 2 * SqlitePool.MostIdle; i++)
        {
            loans.Add(await store.Engine.LendAsync(CancellationToken.None));
        }

        return loans;
    }

    private static async Task GiveBackAsync(List<Loan> loans)
    {
        foreach (var loan in loans)
        {
            await loan.DisposeAsync();
        }
    }
}
