using TrialData.Application.Administration;
using TrialData.Storage.Engines;
using TrialData.Testing;
using Xunit;

namespace TrialData.Storage.Tests.Files;

/// <summary>Several houses share a store; to change what it is, one has to be alone in it.</summary>
public sealed class BeingInAStore : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(150);

    private readonly TestStore store = TestStore.Create(Engine.Sqlite);

    public void Dispose() => store.Dispose();

    [Fact]
    public async Task Is_shared_by_many_and_alone_for_one()
    {
        using var first = Of();
        using var second = Of();
        await first.EnterAsync(CancellationToken.None);
        await second.EnterAsync(CancellationToken.None);

        Assert.Null(await second.TakeAloneAsync(CancellationToken.None));
        first.Dispose();
        using (await second.TakeAloneAsync(CancellationToken.None))
        {
            await Assert.ThrowsAsync<IOException>(() => Of().EnterAsync(CancellationToken.None));
        }

        await Of().EnterAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Does_not_keep_two_that_both_want_to_be_alone_waiting_for_each_other()
    {
        var turns = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            using var presence = new Presence(store.Location.Target, TimeSpan.FromSeconds(30));
            await presence.EnterAsync(CancellationToken.None);
            using var alone = await presence.TakeAloneAsync(CancellationToken.None);
            return alone is not null;
        }));

        Assert.All(turns, Assert.True);
    }

    [Fact]
    public async Task Keeps_a_migration_out_only_where_there_is_something_to_apply()
    {
        await using var host = await TrialHost.StartAsync(Engine.Sqlite);
        await using var neighbour = Place.Beside(host, "store.db");
        Assert.Null(await neighbour.Door.WhyNotUsableAsync(CancellationToken.None));

        Assert.Empty((await host.Door.MigrateAsync(new StoreMigration(), CancellationToken.None)).Value.Applied);

        await new RawStore(host.Location).ExecuteAsync("DELETE FROM SchemaJournal WHERE Script = '0004_ledger_guard'; DROP TABLE LedgerGuard;");
        Assert.Equal("store.in-use", (await host.Door.MigrateAsync(new StoreMigration(), CancellationToken.None)).Refusal?.Code);

        await neighbour.DisposeAsync();
        Assert.Equal(["0004_ledger_guard"], (await host.Door.MigrateAsync(new StoreMigration(), CancellationToken.None)).Value.Applied);
    }

    private Presence Of() => new(store.Location.Target, Patience);
}
