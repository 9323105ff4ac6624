using TrialData.Application.Administration;
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
    private static readonly string[] Released = ["0004_ledger_guard", "0010_accounts", "0011_vouched_records", "0016_site_closure", "0028_eligibility_signature"];

    // Where ids come from, the heads of chains and what was applied go on; events are compared apart, since some are added.
    private static readonly string[] Moving = ["SchemaJournal", "KeyBlock", "AuditChain", "AuditEvent", "StratumCounter"];

    [Theory, OnSqlite, OnSqlServer]
    public async Task Keeps_every_row_and_the_audit_trail(Engine engine)
    {
        foreach (var release in Released)
        {
            using var store = TestStore.Create(engine);
            var raw = new RawStore(store.Location);
            await FilledStore.FillAsync(store, release);
            var before = await RowsOfAsync(raw);
            await using var place = new Place(store.Location, TimeProvider.System, Path.Combine(store.Folder.FullName, "keys"));

            var migrated = (await place.Door.MigrateAsync(new StoreMigration(), CancellationToken.None)).Value;

            Assert.Equal(SqlFile.Migrations(engine).Select(s => s.Name).Where(name => string.CompareOrdinal(name, release) > 0), migrated.Applied);
            var after = await RowsOfAsync(raw);
            AssertAllIsThere(before, after);
            AssertTokensMoved(before, after);
            if (before.TryGetValue("StratumCounter", out var counters))
            {
                AssertCountersMoved(counters, after["SchemeCell"]);
            }

            AssertAudited(release, migrated, before["AuditEvent"], after["AuditEvent"]);
            var verified = (await place.AskAsync<VerifyAudit, VerifiedAudit>(new VerifyAudit())).Value;
            Assert.Equal(after["AuditEvent"].Count, verified.Events);
            Assert.True(verified.Records > after["Participant"].Count + after["Visit"].Count + after["Form"].Count);
            Assert.Null((await place.AskAsync<CheckStore, CheckedStore>(new CheckStore())).Refusal);
        }
    }

    [Theory, OnSqlite]
    public async Task Works_from_its_backup_too(Engine engine)
    {
        using var store = TestStore.Create(engine);
        await FilledStore.FillAsync(store, Released[0]);
        var keys = Path.Combine(store.Folder.FullName, "keys");
        await using var place = new Place(store.Location, TimeProvider.System, keys);
        await using var other = new Place(store.Location with { Target = Path.Combine(store.Folder.FullName, "other.db") }, TimeProvider.System, keys);
        var backup = (await place.AskAsync<BackUpStore, BackedUpStore>(new BackUpStore(Path.Combine(store.Folder.FullName, "backup.db")))).Value;

        Assert.Null((await other.RestoreAsync(backup.File)).Refusal);

        _ = (await other.Door.MigrateAsync(new StoreMigration(), CancellationToken.None)).Value;
        Assert.Null((await other.AskAsync<VerifyAudit, VerifiedAudit>(new VerifyAudit())).Refusal);
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

    /// <summary>0020 made cells of the counters of strata.</summary>
    private static void AssertCountersMoved(IReadOnlyList<IReadOnlyDictionary<string, string?>> before, IReadOnlyList<IReadOnlyDictionary<string, string?>> after) => Assert.Equal(
        before.Select(row => (row["SchemeId"], row["Stratum"], $"[{row["Allocated"]},{row["Block"]},{row["Position"]},{row["BlockSize"]}]")).Order(),
        after.Select(row => (row["SchemeId"], row["Cell"], row["Counters"]!)).Order());

    /// <summary>0010 made API tokens of the tokens of accounts.</summary>
    private static void AssertTokensMoved(
        Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string?>>> before,
        Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string?>>> after)
    {
        var tokens = before.GetValueOrDefault("ApiToken") ?? before["Account"];
        Assert.Equal(
            tokens.Select(token => token["TokenHash"]).Order(StringComparer.Ordinal),
            after["ApiToken"].Select(token => token["TokenHash"]).Order(StringComparer.Ordinal));
    }

    /// <summary>A migration leaves one event in the name of who asked for it; one that finds nothing to do leaves none.</summary>
    private static void AssertAudited(
        string release, MigratedStore migrated, IReadOnlyList<IReadOnlyDictionary<string, string?>> before, IReadOnlyList<IReadOnlyDictionary<string, string?>> after)
    {
        var added = after.ExceptBy(before.Select(e => e["Hash"]), e => e["Hash"]).ToList();
        Assert.All(added, e => Assert.Equal(("MigrateStore", "done"), (e["UseCase"], e["Result"])));
        Assert.Equal(migrated.Applied.Count == 0 ? 0 : 1, added.Count(e => e["Field"] is null));
        Assert.Equal(
            migrated.Applied.Count == 0 ? [] : [(release, migrated.SchemaVersion)],
            added.Where(e => e["Field"] == "schema").Select(e => (e["OldValue"]!, e["NewValue"]!)));
    }

    /// <summary>New tables and columns may have come; what was there is there, value by value.</summary>
    private static void AssertAllIsThere(
        Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string?>>> before,
        Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string?>>> after)
    {
        foreach (var (table, rows) in before.Where(t => t.Value.Count > 0 && !Moving.Contains(t.Key)))
        {
            Assert.Equal(
                rows.Select(row => Text(row, Kept(table, row.Keys))).Order(StringComparer.Ordinal),
                after[table].Select(row => Text(row, Kept(table, rows[0].Keys))).Order(StringComparer.Ordinal));
        }

        var events = after["AuditEvent"].Select(row => Text(row, before["AuditEvent"][0].Keys)).ToHashSet(StringComparer.Ordinal);
        Assert.All(before["AuditEvent"], row => Assert.Contains(Text(row, before["AuditEvent"][0].Keys), events));
    }

    // 0010 moved an account's token to a table of its own.
    private static IEnumerable<string> Kept(string table, IEnumerable<string> columns) =>
        columns.Where(column => table != "Account" || column != "TokenHash");

    private static string Text(IReadOnlyDictionary<string, string?> row, IEnumerable<string> columns) =>
        string.Join(" | ", columns.Select(column => $"{column}={row[column]}"));
}
