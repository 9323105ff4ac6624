using TrialData.Application.Administration;
using TrialData.Hosting;
using TrialData.Storage.Migration;
using TrialData.Storage.Session;
using TrialData.Storage.Tests.Files;
using TrialData.Testing;
using Xunit;

namespace TrialData.Storage.Tests.Migration;

/// <summary>
/// A store of every released schema, filled, comes to the present one with all that it held. At each release, add the last
/// script of it here and its store below <c>Filled</c>.
/// </summary>
public sealed class UpgradingAFilledStore
{
    private static readonly string[] Released = ["0004_ledger_guard"];

    [Theory, OnSqlite, OnSqlServer]
    public async Task Keeps_every_row_and_the_audit_trail(Engine engine)
    {
        foreach (var release in Released)
        {
            using var store = TestStore.Create(engine);
            var raw = new RawStore(store.Location);
            await FillAsync(store, release);
            var before = await RowsOfAsync(raw);
            await using var place = new Place(store.Location, TimeProvider.System, Path.Combine(store.Folder.FullName, "keys"));

            var migrated = (await place.Door.MigrateAsync(new StoreMigration(), CancellationToken.None)).Value;

            Assert.Equal(SqlFile.Migrations(engine).Select(s => s.Name).Where(name => string.CompareOrdinal(name, release) > 0), migrated.Applied);
            var after = await RowsOfAsync(raw);
            AssertAllIsThere(before, after);
            Assert.Equal(
                before["Account"].Select(account => account["TokenHash"]).Order(StringComparer.Ordinal),
                after["ApiToken"].Select(token => token["TokenHash"]).Order(StringComparer.Ordinal));
            var verified = (await place.AskAsync<VerifyAudit, VerifiedAudit>(new VerifyAudit())).Value;
            Assert.Equal(before["AuditEvent"].Count, verified.Events);
            Assert.Null((await place.AskAsync<CheckStore, CheckedStore>(new CheckStore())).Refusal);
        }
    }

    [Theory, OnSqlite]
    public async Task Works_from_its_backup_too(Engine engine)
    {
        using var store = TestStore.Create(engine);
        await FillAsync(store, Released[0]);
        var keys = Path.Combine(store.Folder.FullName, "keys");
        await using var place = new Place(store.Location, TimeProvider.System, keys);
        await using var other = new Place(store.Location with { Target = Path.Combine(store.Folder.FullName, "other.db") }, TimeProvider.System, keys);
        var backup = (await place.AskAsync<BackUpStore, BackedUpStore>(new BackUpStore(Path.Combine(store.Folder.FullName, "backup.db")))).Value;

        Assert.Null((await other.RestoreAsync(backup.File)).Refusal);

        _ = (await other.Door.MigrateAsync(new StoreMigration(), CancellationToken.None)).Value;
        Assert.Null((await other.AskAsync<VerifyAudit, VerifiedAudit>(new VerifyAudit())).Refusal);
    }

    private static async Task FillAsync(TestStore store, string release)
    {
        var scripts = SqlFile.Migrations(store.Location.Engine).Where(s => string.CompareOrdinal(s.Name, release) <= 0);
        var migrator = new Migrator(RawStore.EngineAt(store.Location), new SystemIdentities(), TimeProvider.System, scripts);
        _ = (await migrator.MigrateAsync(new StoreMigration(), CancellationToken.None)).Value;
        var rows = Repository.Read("tests", "TrialData.Storage.Tests", "Migration", "Filled", release[..4] + ".sql");
        await new RawStore(store.Location).ExecuteAsync("DELETE FROM Store; DELETE FROM KeyBlock; " + rows);
    }

    private static async Task<Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string?>>>> RowsOfAsync(RawStore store)
    {
        var rows = new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string?>>>(StringComparer.Ordinal);
        foreach (var table in await store.TablesAsync())
        {
            rows.Add(table, await store.RowsAsync(table));
        }

        return rows;
    }

    /// <summary>New tables and columns may have come; what was there is there, value by value.</summary>
    private static void AssertAllIsThere(
        Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string?>>> before,
        Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string?>>> after)
    {
        foreach (var (table, rows) in before.Where(t => t.Key != "SchemaJournal"))
        {
            Assert.Equal(
                rows.Select(row => Text(row, Kept(table, row.Keys))).Order(StringComparer.Ordinal),
                after[table].Select(row => Text(row, rows.Count == 0 ? [] : Kept(table, rows[0].Keys))).Order(StringComparer.Ordinal));
        }
    }

    // 0010 moved an account's token to a table of its own.
    private static IEnumerable<string> Kept(string table, IEnumerable<string> columns) =>
        columns.Where(column => table != "Account" || column != "TokenHash");

    private static string Text(IReadOnlyDictionary<string, string?> row, IEnumerable<string> columns) =>
        string.Join(" | ", columns.Select(column => $"{column}={row[column]}"));
}
