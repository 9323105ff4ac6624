using TrialData.Testing;
using Xunit;
using static System.FormattableString;

namespace TrialData.Storage.Tests.Audit;

/// <summary>Whatever is done to the audit trail behind the house's back is named by chain and first broken event.</summary>
public sealed class AChangedTrail
{
    private const int Middle = 4;

    [Theory, OnSqlite, OnSqlServer]
    public async Task Holds_as_long_as_nobody_changed_it(Engine engine)
    {
        await using var store = await Tampering.WithoutGuardsAsync(engine);

        Assert.Empty(await store.BreaksAsync());
        Assert.Empty(await store.BreaksAsync());
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_named_for_every_field_of_an_event(Engine engine)
    {
        await using var store = await Tampering.WithoutGuardsAsync(engine);
        var chain = await store.SiteChainAsync();
        var fields = (await store.Store.RowsAsync("AuditEvent"))[0].Keys.Except(["AuditEventId", "Chain", "Sequence"]).ToList();
        Assert.Equal(18, fields.Count);

        foreach (var field in fields)
        {
            var other = field switch
            {
                "OccurredAt" => "'2026-12-31T23:59:59.0000000'",
                "CorrelationId" => "'00000000-0000-0000-0000-000000000000'",
                "AccountId" or "TrialId" or "SiteId" => "987654",
                _ => "'changed'",
            };
            await store.RunAsync(Invariant($"CREATE TABLE Kept (Was nvarchar(100) NULL); INSERT INTO Kept (Was) SELECT {field} FROM AuditEvent WHERE Chain = '{chain}' AND Sequence = {Middle}"));
            await store.RunAsync(Invariant($"UPDATE AuditEvent SET {field} = {other} WHERE Chain = '{chain}' AND Sequence = {Middle}"));
            await AssertBrokenAsync(store, chain, Invariant($"event {Middle} was changed, or the one before it was"));
            await store.RunAsync(Invariant($"UPDATE AuditEvent SET {field} = (SELECT Was FROM Kept) WHERE Chain = '{chain}' AND Sequence = {Middle}; DROP TABLE Kept"));
        }
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_named_after_an_event_whose_hash_was_made_to_fit(Engine engine)
    {
        await using var store = await Tampering.WithoutGuardsAsync(engine);
        var chain = await store.SiteChainAsync();

        await store.RunAsync(Invariant($"UPDATE AuditEvent SET ActorName = 'somebody else' WHERE Chain = '{chain}' AND Sequence = {Middle}"));
        await store.RehashAsync(chain, Middle);

        await AssertBrokenAsync(store, chain, Invariant($"event {Middle + 1} was changed, or the one before it was"));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_named_where_the_last_hash_was_made_to_fit(Engine engine)
    {
        await using var store = await Tampering.WithoutGuardsAsync(engine);
        var chain = await store.SiteChainAsync();
        var last = await store.LengthOfAsync(chain);

        await store.RunAsync(Invariant($"UPDATE AuditEvent SET ActorName = 'somebody else' WHERE Chain = '{chain}' AND Sequence = {last}"));
        await store.RehashAsync(chain, last);

        await AssertBrokenAsync(store, chain, Invariant($"event {last} is not the one that the head of the chain names"));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_named_for_a_deleted_event(Engine engine)
    {
        await using var store = await Tampering.WithoutGuardsAsync(engine);
        var chain = await store.SiteChainAsync();

        await store.RunAsync(Invariant($"DELETE FROM AuditEvent WHERE Chain = '{chain}' AND Sequence = {Middle}"));

        await AssertBrokenAsync(store, chain, Invariant($"event {Middle} is missing"));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_named_for_an_event_slipped_in(Engine engine)
    {
        await using var store = await Tampering.WithoutGuardsAsync(engine);
        var chain = await store.SiteChainAsync();
        var columns = string.Join(", ", (await store.Store.RowsAsync("AuditEvent"))[0].Keys.Except(["AuditEventId", "Sequence", "Evidence"]));

        await store.RunAsync(Invariant($"UPDATE AuditEvent SET Sequence = Sequence + 1000 WHERE Chain = '{chain}' AND Sequence >= {Middle}"));
        await store.RunAsync(Invariant($"UPDATE AuditEvent SET Sequence = Sequence - 999 WHERE Chain = '{chain}' AND Sequence >= 1000"));
        await store.RunAsync(Invariant($"INSERT INTO AuditEvent (AuditEventId, Sequence, {columns}) SELECT 987654, {Middle}, {columns} FROM AuditEvent WHERE Chain = '{chain}' AND Sequence = {Middle - 1}"));
        await store.RehashAsync(chain, Middle);
        await store.MendHeadAsync(chain);

        await AssertBrokenAsync(store, chain, Invariant($"event {Middle + 1} was changed, or the one before it was"));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_named_for_two_events_that_changed_places(Engine engine)
    {
        await using var store = await Tampering.WithoutGuardsAsync(engine);
        var chain = await store.SiteChainAsync();

        foreach (var (from, to) in new[] { (Middle, 1000), (Middle + 1, Middle), (1000, Middle + 1) })
        {
            await store.RunAsync(Invariant($"UPDATE AuditEvent SET Sequence = {to} WHERE Chain = '{chain}' AND Sequence = {from}"));
        }

        await AssertBrokenAsync(store, chain, Invariant($"event {Middle} was changed, or the one before it was"));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_named_for_a_tail_that_was_cut(Engine engine)
    {
        await using var store = await Tampering.WithoutGuardsAsync(engine);
        var chain = await store.SiteChainAsync();
        var last = await store.LengthOfAsync(chain);

        await store.RunAsync(Invariant($"DELETE FROM AuditEvent WHERE Chain = '{chain}' AND Sequence >= {last - 1}"));

        await AssertBrokenAsync(store, chain, Invariant($"event {last - 1} is missing: the head of the chain counts {last}"));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_named_by_its_checkpoint_where_the_head_was_made_to_fit_the_cut(Engine engine)
    {
        await using var store = await Tampering.WithoutGuardsAsync(engine);
        var chain = await store.SiteChainAsync();

        await store.RunAsync(Invariant($"DELETE FROM AuditEvent WHERE Chain = '{chain}' AND Sequence >= {Middle}"));
        await store.MendHeadAsync(chain);

        await AssertBrokenAsync(store, chain, Invariant($"event {Middle} is missing: the checkpoint of "));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_named_by_its_checkpoint_where_the_whole_chain_is_gone_with_its_head(Engine engine)
    {
        await using var store = await Tampering.WithoutGuardsAsync(engine);
        var trial = Invariant($"trial:{(await store.Store.QueryAsync<long>("SELECT TrialId FROM Trial"))[0]}");

        await store.RunAsync($"DELETE FROM AuditEvent WHERE Chain = '{trial}'; DELETE FROM AuditChain WHERE Chain = '{trial}'");

        await AssertBrokenAsync(store, trial, "event 1 is missing: the checkpoint of ");
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_named_where_all_events_of_a_chain_are_gone_or_only_its_head(Engine engine)
    {
        await using var store = await Tampering.WithoutGuardsAsync(engine);
        var chain = await store.SiteChainAsync();
        var length = await store.LengthOfAsync(chain);
        await store.RunAsync($"DELETE FROM AuditEvent WHERE Chain = '{chain}'");
        await AssertBrokenAsync(store, chain, Invariant($"event 1 is missing: the head of the chain counts {length}"));

        await using var another = await Tampering.WithoutGuardsAsync(engine);
        var other = await another.SiteChainAsync();
        await another.RunAsync($"DELETE FROM AuditChain WHERE Chain = '{other}'");
        await AssertBrokenAsync(another, other, "it has no head: event 1 and all after it are not counted");
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_named_for_an_edited_head(Engine engine)
    {
        await using var store = await Tampering.WithoutGuardsAsync(engine);
        var chain = await store.SiteChainAsync();
        var last = await store.LengthOfAsync(chain);

        await store.RunAsync($"UPDATE AuditChain SET LastSequence = LastSequence - 1 WHERE Chain = '{chain}'");
        await AssertBrokenAsync(store, chain, Invariant($"event {last} is too many: the head of the chain counts {last - 1}"));
        await store.RunAsync($"UPDATE AuditChain SET LastSequence = LastSequence + 1, LastHash = '{new string('a', 64)}' WHERE Chain = '{chain}'");
        await AssertBrokenAsync(store, chain, Invariant($"event {last} is not the one that the head of the chain names"));
    }

    private static async Task AssertBrokenAsync(Tampering store, string chain, string how)
    {
        var breaks = await store.BreaksAsync();
        Assert.Contains(breaks, fault => fault.Place == chain && fault.Reason.StartsWith(how, StringComparison.Ordinal));
        Assert.Single(breaks, fault => fault.Place == chain);
    }
}
