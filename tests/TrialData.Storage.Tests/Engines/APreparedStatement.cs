using Dapper;
using TrialData.Storage.Engines;
using Xunit;
using static System.FormattableString;

namespace TrialData.Storage.Tests.Engines;

/// <summary>Statements outlive the commands that ask for them, within bounds.</summary>
public sealed class APreparedStatement : IAsyncLifetime, IDisposable
{
    private readonly SmallStore store = new();

    public Task InitializeAsync() => store.CreateAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => store.Dispose();

    [Fact]
    public async Task Is_prepared_once_for_all_users_of_a_connection()
    {
        var first = await store.OnAsync(async c =>
        {
            await SmallStore.AddAsync(c, 1);
            return (Connection: c, c.Prepared);
        });

        var second = await store.OnAsync(async c =>
        {
            await SmallStore.AddAsync(c, 2);
            await SmallStore.AddAsync(c, 3);
            return (Connection: c, c.Prepared);
        });

        Assert.Equal(first, second);
        Assert.Equal([1, 2, 3], await store.OnAsync(SmallStore.IdsAsync));
    }

    [Fact]
    public async Task Runs_within_itself()
    {
        await store.OnAsync(c => SmallStore.AddAsync(c, 1));
        await store.OnAsync(c => SmallStore.AddAsync(c, 2));
        await store.OnAsync(async c =>
        {
            await using var outer = await c.ExecuteReaderAsync("SELECT Id FROM Entry ORDER BY Id");
            while (await outer.ReadAsync())
            {
                Assert.Equal([1, 2], await SmallStore.IdsAsync(c));
            }
        });

        Assert.Equal([1, 2], await store.OnAsync(SmallStore.IdsAsync));
    }

    [Fact]
    public async Task Is_kept_while_it_is_among_those_used_last()
    {
        await store.OnAsync(async c =>
        {
            for (var i = 0; i <= 2 * PreparingConnection.MostStatements; i++)
            {
                _ = await c.QuerySingleAsync<long>(Invariant($"SELECT {i}"));
                await SmallStore.IdsAsync(c);
            }

            Assert.Equal(PreparingConnection.MostStatements, c.Statements);
            var prepared = c.Prepared;
            await SmallStore.IdsAsync(c);
            Assert.Equal(prepared, c.Prepared);
        });
    }

    [Fact]
    public async Task Is_not_kept_with_a_long_list_or_a_long_value() => await store.OnAsync(async c =>
    {
        var kept = c.Statements;
        _ = await c.QueryAsync<long>("SELECT Id FROM Entry WHERE Id IN @Ids", new { Ids = Enumerable.Range(0, 1000) });
        _ = await c.QuerySingleAsync<int>("SELECT LENGTH(@Text)", new { Text = new string('x', PreparingConnection.Longest + 1) });
        _ = await c.QuerySingleAsync<int>("SELECT LENGTH(@Bytes)", new { Bytes = new byte[PreparingConnection.Longest + 1] });
        Assert.Equal(kept, c.Statements);

        _ = await c.QuerySingleAsync<int>("SELECT LENGTH(@Text)", new { Text = new string('x', PreparingConnection.Longest) });
        Assert.Equal(kept + 1, c.Statements);
    });

    [Fact]
    public async Task Sees_that_another_process_changed_the_schema()
    {
        const string Everything = "SELECT * FROM Entry";
        await store.OnAsync(c => SmallStore.AddAsync(c, 1));
        Assert.Single((IDictionary<string, object>)await store.OnAsync(c => c.QuerySingleAsync(Everything)));

        await new RawStore(store.Location).ExecuteAsync("ALTER TABLE Entry ADD Name nvarchar(10) NULL");

        Assert.Equal(2, ((IDictionary<string, object>)await store.OnAsync(c => c.QuerySingleAsync(Everything))).Count);
    }
}
