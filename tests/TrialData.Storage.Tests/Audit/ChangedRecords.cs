using TrialData.Application.Pipeline;
using TrialData.Storage.Records;
using TrialData.Testing;
using Xunit;
using static System.FormattableString;

namespace TrialData.Storage.Tests.Audit;

/// <summary>Whatever is done behind the house's back to a row of any table is named by its record. Driven by the list of records, so that none is forgotten.</summary>
public sealed class ChangedRecords
{
    [Theory]
    [InlineData("INSERT INTO RoleGrant (RoleGrantId, AccountId, Role, GrantedAt) SELECT 'x', MIN(AccountId), 'manager', '2027-01-04T09:00:00.0000000' FROM Account", "roleGrant:?")]
    [InlineData("INSERT INTO RoleGrant (RoleGrantId, AccountId, Role, GrantedAt) SELECT 9e999, MIN(AccountId), 'manager', '2027-01-04T09:00:00.0000000' FROM Account", "roleGrant:?")]
    [InlineData("UPDATE ApiToken SET ApiTokenId = X'01' WHERE ApiTokenId = (SELECT MIN(ApiTokenId) FROM ApiToken)", "apiToken:?")]
    public async Task Are_named_where_a_row_has_a_key_that_is_no_number(string sql, string name)
    {
        await using var store = await Tampering.OfEverythingAsync(Engine.Sqlite);

        await store.RunAsync(sql);

        Assert.Contains(name, (await store.BreaksAsync()).Select(fault => fault.Place));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Are_none_after_every_use_case(Engine engine)
    {
        await using var store = await Tampering.OfEverythingAsync(engine);

        var verified = (await store.VerifyAsync()).Value;

        Assert.True(verified.Records > VouchedRecords.All.Count);
    }

    [Theory, OnSqlite]
    public async Task Are_named_for_every_column_that_was_edited(Engine engine)
    {
        await using var store = await Tampering.OfEverythingAsync(engine);
        foreach (var kind in VouchedRecords.All)
        {
            var (id, row) = await FirstRowAsync(store, kind);
            foreach (var column in row.Keys.Except(kind.LeftOut.Keys, StringComparer.Ordinal))
            {
                await store.RunAsync(Invariant($"CREATE TABLE Kept AS SELECT {column} AS Was FROM {kind.Table} WHERE rowid = {id}"));
                await store.RunAsync(Invariant($"UPDATE {kind.Table} SET {column} = {Other(column)} WHERE rowid = {id}"));

                AssertNamed(await store.BreaksAsync(), NameOf(kind, row), Invariant($"{kind.Table}.{column}"));

                await store.RunAsync(Invariant($"UPDATE {kind.Table} SET {column} = (SELECT Was FROM Kept) WHERE rowid = {id}; DROP TABLE Kept"));
            }
        }

        Assert.Empty(await store.BreaksAsync());
    }

    [Theory, OnSqlite]
    public async Task Are_named_where_a_row_was_deleted(Engine engine)
    {
        await using var store = await Tampering.OfEverythingAsync(engine);
        foreach (var kind in VouchedRecords.All)
        {
            var (id, row) = await FirstRowAsync(store, kind);
            await store.RunAsync(Invariant($"CREATE TABLE Kept AS SELECT * FROM {kind.Table} WHERE rowid = {id}; DELETE FROM {kind.Table} WHERE rowid = {id}"));

            AssertNamed(await store.BreaksAsync(), NameOf(kind, row), kind.Table);

            await store.RunAsync($"INSERT INTO {kind.Table} SELECT * FROM Kept; DROP TABLE Kept");
        }

        Assert.Empty(await store.BreaksAsync());
    }

    [Theory, OnSqlite]
    public async Task Are_named_where_a_row_was_inserted(Engine engine)
    {
        await using var store = await Tampering.OfEverythingAsync(engine);
        foreach (var kind in VouchedRecords.All)
        {
            var (id, row) = await FirstRowAsync(store, kind);
            await InsertAsync(store, kind.Table, id, row.Keys, _ => true);

            AssertNamed(await store.BreaksAsync(), NameOf(kind, row, changed: "7"), kind.Table);

            await store.RunAsync($"DELETE FROM {kind.Table} WHERE rowid = (SELECT MAX(rowid) FROM {kind.Table})");
        }

        Assert.Empty(await store.BreaksAsync());
    }

    [Theory]
    [InlineData(Engine.Sqlite, "Invitation")]
    [InlineData(Engine.Sqlite, "RecoveryCode")]
    [InlineData(Engine.Sqlite, "ProtocolVersion")]
    [InlineData(Engine.Sqlite, "EligibilityAnswer")]
    [InlineData(Engine.Sqlite, "Score")]
    public async Task Are_named_where_a_row_was_slipped_in_among_others_of_one_record(Engine engine, string table)
    {
        await using var store = await Tampering.OfEverythingAsync(engine);
        var kind = VouchedRecords.All.Single(k => k.Table == table);
        var (id, row) = await FirstRowAsync(store, kind);

        await InsertAsync(store, table, id, row.Keys, column => column != kind.Key);

        AssertNamed(await store.BreaksAsync(), NameOf(kind, row), table);
    }

    [Theory, OnSqlite]
    public async Task Are_named_with_what_people_know_them_by_and_the_event_that_vouches(Engine engine)
    {
        await using var store = await Tampering.WithoutGuardsAsync(engine);
        var chain = await store.SiteChainAsync();

        await store.RunAsync("UPDATE Participant SET EnrolledOn = '2026-12-31' WHERE Number = 'S1-0002'");

        var fault = Assert.Single(await store.BreaksAsync());
        Assert.Equal("S1-0002", fault.Value);
        Assert.StartsWith("not as event ", fault.Reason, StringComparison.Ordinal);
        Assert.EndsWith($" of {chain} vouches for it", fault.Reason, StringComparison.Ordinal);
    }

    [Theory, OnSqlite]
    public async Task Are_not_made_good_by_an_older_state_of_them(Engine engine)
    {
        await using var store = await Tampering.WithoutGuardsAsync(engine);

        await store.RunAsync("UPDATE Participant SET Status = 'Enrolled' WHERE Number = 'S1-0001'");

        Assert.Equal("S1-0001", Assert.Single(await store.BreaksAsync()).Value);
    }

    [Theory, OnSqlite]
    public async Task Are_compared_with_the_later_of_two_chains(Engine engine)
    {
        await using var store = await Tampering.OfAnEndedImportAsync(engine);
        Assert.Empty(await store.BreaksAsync());

        await store.RunAsync("UPDATE Participant SET EndedOn = NULL, EndReason = NULL");

        Assert.Equal("A0", Assert.Single(await store.BreaksAsync()).Value);
    }

    [Theory, OnSqlite]
    public async Task Are_found_among_many_of_one_request(Engine engine)
    {
        await using var store = await Tampering.OfAnEndedImportAsync(engine);
        Assert.True((await store.Store.RowsAsync("AuditEvent")).Count(e => e["Field"] == "records") > 1);

        await store.RunAsync("UPDATE Form SET CompletedOn = '2026-12-31' WHERE FormId = (SELECT MAX(FormId) FROM Form)");

        Assert.StartsWith("form:", Assert.Single(await store.BreaksAsync()).Place, StringComparison.Ordinal);
    }

    private static void AssertNamed(IReadOnlyList<Fault> breaks, string record, string what)
    {
        Assert.True(breaks.Any(fault => fault.Place == record), $"{what} was changed; {record} is not among: {string.Join("; ", breaks)}");
        Assert.True(breaks.Count <= 3, $"{what} was changed, and much is named: {string.Join("; ", breaks)}");
    }

    private static async Task<(long Id, IReadOnlyDictionary<string, string?> Row)> FirstRowAsync(Tampering store, RecordKind kind)
    {
        var rows = await store.Store.RowsAsync(kind.Table);
        Assert.True(rows.Count > 0, $"No use case wrote a row of {kind.Table}.");
        return ((await store.Store.QueryAsync<long>($"SELECT rowid FROM {kind.Table}"))[0], rows[0]);
    }

    private static string NameOf(RecordKind kind, IReadOnlyDictionary<string, string?> row, string? changed = null) => kind.Key is null
        ? kind.Name
        : $"{kind.Name}:{row[kind.Key]}{changed}{(kind.Part is null ? null : $"/{row[kind.Part]}{changed}")}";

    private static Task InsertAsync(Tampering store, string table, long id, IEnumerable<string> columns, Func<string, bool> isChanged) => store.RunAsync(Invariant(
        $"INSERT INTO {table} ({string.Join(", ", columns)}) SELECT {string.Join(", ", columns.Select(c => isChanged(c) ? Other(c) : c))} FROM {table} WHERE rowid = {id}"));

    // Another value of the same kind: 12 becomes 127, 'yes' becomes 'yes7', nothing becomes 7; a day and an instant stay what they are.
    private static string Other(string column) => column switch
    {
        "AllocatedOn" => "'2026-12-31'",
        "RecordedAt" => "'2026-12-31T23:59:59.0000000'",
        _ => $"CASE WHEN {column} IS NULL THEN '7' ELSE {column} || '7' END",
    };
}
