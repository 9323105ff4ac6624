using Xunit;
using static System.FormattableString;

namespace TrialData.Storage.Tests.Audit;

/// <summary>SQLite takes anything into any column: what nobody can read is named like what was changed.</summary>
public sealed class UnreadableCells
{
    private const int Middle = 4;

    [Theory]
    [InlineData("OccurredAt", "'x'")]
    [InlineData("CorrelationId", "'x'")]
    [InlineData("AccountId", "'x'")]
    [InlineData("AccountId", "4.5")]
    [InlineData("Subject", "x'00ff'")]
    [InlineData("Records", "x'00ff'")]
    [InlineData("Hash", "x'00ff'")]
    [InlineData("AuditEventId", "'x'")]
    [InlineData("AuditEventId", "-AuditEventId")]
    public async Task Of_an_event_are_named_by_chain_and_place(string column, string value)
    {
        await using var store = await Tampering.WithoutGuardsAsync(Engine.Sqlite);
        var chain = await store.SiteChainAsync();

        await store.RunAsync(Invariant($"UPDATE AuditEvent SET {column} = {value} WHERE Chain = '{chain}' AND Sequence = {Middle}"));

        var fault = Assert.Single(await store.BreaksAsync(), f => f.Place == chain);
        Assert.Equal(Invariant($"event {Middle} cannot be read: {column}"), fault.Reason);
    }

    [Fact]
    public async Task Of_a_sequence_leave_a_gap()
    {
        await using var store = await Tampering.WithoutGuardsAsync(Engine.Sqlite);
        var chain = await store.SiteChainAsync();

        await store.RunAsync(Invariant($"UPDATE AuditEvent SET Sequence = 'x' WHERE Chain = '{chain}' AND Sequence = {Middle}"));

        Assert.Equal(Invariant($"event {Middle} is missing"), Assert.Single(await store.BreaksAsync(), f => f.Place == chain).Reason);
    }

    [Theory]
    [InlineData("UPDATE Answer SET SavedAt = 'x'", "form:{0}:1", "the rows cannot be read: SavedAt")]
    [InlineData("UPDATE Answer SET AccountId = 'x'", "form:{0}:1", "the rows cannot be read: AccountId")]
    [InlineData("UPDATE Answer SET FormId = 'x'", "form:x:1", "the rows cannot be read: FormId")]
    [InlineData("UPDATE Answer SET Value = x'00'", "form:{0}:1", "the rows cannot be read: Value")]
    public async Task Of_an_answer_are_named_by_form_and_version(string sql, string place, string reason)
    {
        await using var store = await Tampering.WithoutGuardsAsync(Engine.Sqlite);
        var form = (await store.Store.QueryAsync<long>("SELECT f.FormId FROM Form AS f INNER JOIN Visit AS v ON v.VisitId = f.VisitId WHERE v.Code = 'm6'"))[0];

        await store.RunAsync(Invariant($"{sql} WHERE FormId = {form} AND Item = 'low'"));

        var named = place.Replace("{0}", Invariant($"{form}"), StringComparison.Ordinal);
        Assert.Equal(reason, Assert.Single(await store.BreaksAsync(), f => f.Place == named).Reason);
    }

    [Fact]
    public async Task Of_an_allocation_are_named_by_participant()
    {
        await using var store = await Tampering.WithoutGuardsAsync(Engine.Sqlite);

        await store.RunAsync("UPDATE Allocation SET AllocatedOn = 'x'");

        var fault = Assert.Single(await store.BreaksAsync());
        Assert.StartsWith("allocation:", fault.Place, StringComparison.Ordinal);
        Assert.Equal("the rows cannot be read: AllocatedOn", fault.Reason);
    }

    [Theory]
    [InlineData("LastSequence = 'x'")]
    [InlineData("LastHash = x'00'")]
    public async Task Of_a_head_are_named_by_chain(string change)
    {
        await using var store = await Tampering.WithoutGuardsAsync(Engine.Sqlite);
        var chain = await store.SiteChainAsync();

        await store.RunAsync($"UPDATE AuditChain SET {change} WHERE Chain = '{chain}'");

        var fault = Assert.Single(await store.BreaksAsync());
        Assert.Equal((chain, "its head cannot be read"), (fault.Place, fault.Reason));
    }

    [Theory]
    [InlineData("DELETE FROM AuditChain WHERE Chain = 'installation'", "installation")]
    [InlineData("UPDATE AuditChain SET LastSequence = 'x' WHERE Chain = 'installation'", "installation")]
    [InlineData("CREATE TRIGGER zz BEFORE INSERT ON AuditEvent BEGIN SELECT RAISE(ABORT, 'no'); END", "trigger zz")]
    public async Task Are_told_even_where_nothing_can_be_recorded(string sql, string place)
    {
        await using var store = await Tampering.WithoutGuardsAsync(Engine.Sqlite);

        await store.RunAsync(sql);

        var refusal = (await store.VerifyAsync()).Refusal;
        Assert.Equal("audit.broken", refusal?.Code);
        Assert.Contains(refusal!.Faults, f => f.Place == place);
        Assert.StartsWith("the event of this could not be recorded: ", Assert.Single(refusal.Faults, f => f.Place == "audit").Reason, StringComparison.Ordinal);
    }
}
