using TrialData.Testing;
using Xunit;
using static System.FormattableString;

namespace TrialData.Storage.Tests.Audit;

/// <summary>Answers and allocations are their own trail: an event vouches for them by digest.</summary>
public sealed class ChangedEvidence
{
    [Theory]
    [InlineData(Engine.Sqlite, "UPDATE Answer SET Value = '5' WHERE FormId = {0} AND Item = 'low'")]
    [InlineData(Engine.Sqlite, "UPDATE Answer SET Reason = 'said so' WHERE FormId = {0} AND Item = 'low'")]
    [InlineData(Engine.Sqlite, "UPDATE Answer SET AccountId = AccountId + 1 WHERE FormId = {0} AND Item = 'low'")]
    [InlineData(Engine.Sqlite, "UPDATE Answer SET SavedAt = '2026-12-31T23:59:59.0000000' WHERE FormId = {0} AND Item = 'low'")]
    [InlineData(Engine.Sqlite, "DELETE FROM Answer WHERE FormId = {0} AND Item = 'low'")]
    [InlineData(Engine.Sqlite, "INSERT INTO Answer (FormId, Item, FormVersion, Value, AccountId, SavedAt) SELECT FormId, 'since', FormVersion, '2020-01-01', AccountId, SavedAt FROM Answer WHERE FormId = {0} AND Item = 'low'")]
    public async Task Is_named_where_an_answer_was_edited_deleted_or_added_to_a_save(Engine engine, string sql)
    {
        await using var store = await Tampering.WithoutGuardsAsync(engine);
        var chain = await store.SiteChainAsync();
        var form = await FollowUpAsync(store);
        var vouches = (await store.Store.QueryAsync<long>("SELECT Sequence FROM AuditEvent WHERE Evidence = @Evidence", new { Evidence = Invariant($"form:{form}:1") }))[0];

        await store.RunAsync(sql.Replace("{0}", Invariant($"{form}"), StringComparison.Ordinal));

        var fault = Assert.Single(await store.BreaksAsync());
        Assert.Equal((Invariant($"form:{form}:1"), Invariant($"the rows are not those that event {vouches} of {chain} vouches for")), (fault.Place, fault.Reason));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_named_where_a_whole_save_was_deleted_or_added(Engine engine)
    {
        await using var store = await Tampering.WithoutGuardsAsync(engine);
        var form = await FollowUpAsync(store);

        await store.RunAsync(Invariant($"INSERT INTO Answer (FormId, Item, FormVersion, Value, AccountId, SavedAt) SELECT FormId, Item, 2, '9', AccountId, SavedAt FROM Answer WHERE FormId = {form} AND Item = 'low'"));
        var added = Assert.Single(await store.BreaksAsync());
        Assert.Equal((Invariant($"form:{form}:2"), "no audit event vouches for it"), (added.Place, added.Reason));

        await store.RunAsync(Invariant($"DELETE FROM Answer WHERE FormId = {form}"));
        var deleted = Assert.Single(await store.BreaksAsync());
        Assert.Equal(Invariant($"form:{form}:1"), deleted.Place);
        Assert.EndsWith("vouches for are gone", deleted.Reason, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_named_where_an_arm_was_edited_or_an_allocation_deleted(Engine engine)
    {
        await using var store = await Tampering.WithoutGuardsAsync(engine);
        var place = Invariant($"allocation:{(await store.Store.QueryAsync<long>("SELECT ParticipantId FROM Allocation"))[0]}");

        await store.RunAsync("UPDATE Allocation SET Arm = CASE Arm WHEN 'NEW' THEN 'OLD' ELSE 'NEW' END");
        var edited = Assert.Single(await store.BreaksAsync());
        Assert.Equal(place, edited.Place);
        Assert.Contains("the rows are not those that event 1 of restricted:", edited.Reason, StringComparison.Ordinal);

        await store.RunAsync("DELETE FROM Allocation");
        Assert.Equal(place, Assert.Single(await store.BreaksAsync()).Place);
    }

    private static async Task<long> FollowUpAsync(Tampering store) =>
        (await store.Store.QueryAsync<long>("SELECT f.FormId FROM Form AS f INNER JOIN Visit AS v ON v.VisitId = f.VisitId WHERE v.Code = 'm6'"))[0];
}
