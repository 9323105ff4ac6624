using System.Data.Common;
using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Hosting;
using TrialData.Storage.Engines;
using TrialData.Storage.Migration;
using TrialData.Storage.Session;
using TrialData.Testing;
using Xunit;

namespace TrialData.Storage.Tests.Migration;

public sealed class MigratingAStore
{
    private const int Rivals = 8;

    private static readonly Actor Owner = Actor.OperatingSystemUser("test");

    [Theory, OnSqlite, OnSqlServer]
    public async Task Applies_every_script_to_a_fresh_one_and_nothing_to_it_again(Engine engine)
    {
        using var store = TestStore.Create(engine);

        var first = await MigratorOf(store).MigrateAsync(new StoreMigration(), Owner, CancellationToken.None);
        var second = await MigratorOf(store).MigrateAsync(new StoreMigration(), Owner, CancellationToken.None);

        var names = SqlFile.Migrations(engine).Select(s => s.Name).ToList();
        Assert.Equal(names, first.Value.Applied);
        Assert.Equal(names[^1], first.Value.SchemaVersion);
        Assert.Empty(second.Value.Applied);
        Assert.Equal(names[^1], second.Value.SchemaVersion);
        Assert.Null(await MigratorOf(store).WhyNotUsableAsync(CancellationToken.None));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Applies_only_what_a_later_program_adds(Engine engine)
    {
        using var store = TestStore.Create(engine);
        _ = (await MigratorOf(store).MigrateAsync(new StoreMigration(Demonstration: true), Owner, CancellationToken.None)).Value;
        var identity = await new RawStore(store.Location).RowsAsync("Store");

        var later = await MigratorOf(store, ("9000_later", "CREATE TABLE Later (LaterId int NOT NULL);")).MigrateAsync(new StoreMigration(), Owner, CancellationToken.None);

        Assert.Equal(["9000_later"], later.Value.Applied);
        Assert.Equal(identity, await new RawStore(store.Location).RowsAsync("Store"));
        Assert.True((await MigratorOf(store).IdentityAsync(CancellationToken.None)).IsDemonstration);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_needed_before_a_store_is_usable(Engine engine)
    {
        using var store = TestStore.Create(engine);

        var refusal = await MigratorOf(store).WhyNotUsableAsync(CancellationToken.None);

        Assert.Equal("store.not-migrated", refusal?.Code);
        Assert.Contains(SqlFile.Migrations(engine)[0].Name, refusal?.Message, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_needed_again_when_the_program_has_a_new_script(Engine engine)
    {
        using var store = await MigratedAsync(engine);

        var refusal = await MigratorOf(store, ("9000_later", "SELECT 1;")).WhyNotUsableAsync(CancellationToken.None);

        Assert.Equal("store.not-migrated", refusal?.Code);
        Assert.Contains("9000_later", refusal?.Message, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_refused_when_a_script_that_was_applied_has_changed(Engine engine)
    {
        using var store = await MigratedAsync(engine);
        var scripts = SqlFile.Migrations(engine).Select((s, i) => i == 1 ? (s.Name, s.Text + "-- changed\n") : s);
        var changed = new Migrator(RawStore.EngineAt(store.Location), new SystemIdentities(), TimeProvider.System, scripts);

        Assert.Equal("store.applied-script-changed", (await changed.MigrateAsync(new StoreMigration(), Owner, CancellationToken.None)).Refusal?.Code);
        Assert.Equal("store.applied-script-changed", (await changed.WhyNotUsableAsync(CancellationToken.None))?.Code);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_refused_when_the_store_is_of_a_newer_program(Engine engine)
    {
        using var store = TestStore.Create(engine);
        _ = (await MigratorOf(store, ("9000_later", "SELECT 1;")).MigrateAsync(new StoreMigration(), Owner, CancellationToken.None)).Value;
        var before = await new RawStore(store.Location).ContentsAsync(withAudit: true);

        Assert.Equal("store.newer-than-program", (await MigratorOf(store).MigrateAsync(new StoreMigration(), Owner, CancellationToken.None)).Refusal?.Code);
        Assert.Equal("store.newer-than-program", (await MigratorOf(store).WhyNotUsableAsync(CancellationToken.None))?.Code);
        Assert.Equal(before, await new RawStore(store.Location).ContentsAsync(withAudit: true));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task By_eight_at_once_applies_each_script_once(Engine engine)
    {
        using var store = TestStore.Create(engine);
        using var start = new Barrier(Rivals);
        var rivals = Enumerable.Range(0, Rivals).Select(rival => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                return MigratorOf(Spelled(store.Location, rival)).MigrateAsync(new StoreMigration(), Owner, CancellationToken.None);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap());

        var outcomes = await Task.WhenAll(rivals);

        var names = SqlFile.Migrations(engine).Select(s => s.Name).ToList();
        Assert.Equal(names, outcomes.SelectMany(o => o.Value.Applied).Order(StringComparer.Ordinal));
        Assert.All(outcomes, outcome => Assert.Equal(names[^1], outcome.Value.SchemaVersion));
        Assert.Single(await new RawStore(store.Location).RowsAsync("Store"));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Leaves_nothing_of_a_script_that_fails(Engine engine)
    {
        using var store = await MigratedAsync(engine);
        var raw = new RawStore(store.Location);
        var before = await raw.ContentsAsync(withAudit: true);
        const string half = "CREATE TABLE Half (HalfId int NOT NULL);\n--;;\nINSERT INTO Half (HalfId) VALUES (1);\n--;;\n";

        await Assert.ThrowsAnyAsync<DbException>(() =>
            MigratorOf(store, ("9000_half", half + "INSERT INTO Nowhere (NoId) VALUES (1);")).MigrateAsync(new StoreMigration(), Owner, CancellationToken.None));

        Assert.DoesNotContain("Half", await raw.TablesAsync());
        Assert.Equal(before, await raw.ContentsAsync(withAudit: true));
        Assert.Null(await MigratorOf(store).WhyNotUsableAsync(CancellationToken.None));
        var mended = await MigratorOf(store, ("9000_half", half)).MigrateAsync(new StoreMigration(), Owner, CancellationToken.None);
        Assert.Equal(["9000_half"], mended.Value.Applied);
    }

    private static async Task<TestStore> MigratedAsync(Engine engine)
    {
        var store = TestStore.Create(engine);
        _ = (await MigratorOf(store).MigrateAsync(new StoreMigration(), Owner, CancellationToken.None)).Value;
        return store;
    }

    private static Migrator MigratorOf(TestStore store, params (string Name, string Text)[] later) => MigratorOf(store.Location, later);

    private static Migrator MigratorOf(StoreLocation location, params (string Name, string Text)[] later)
    {
        IEngine engine = RawStore.EngineAt(location);
        return new Migrator(engine, new SystemIdentities(), TimeProvider.System, [.. SqlFile.Migrations(engine.Kind), .. later]);
    }

    // Writers of one process queue by the file's name; each spelling of it is a process of its own to the others.
    private static StoreLocation Spelled(StoreLocation location, int rival) => location.Engine == Engine.SqlServer
        ? location
        : location with { Target = Path.Combine([Path.GetDirectoryName(location.Target)!, .. Enumerable.Repeat(".", rival), Path.GetFileName(location.Target)]) };
}
