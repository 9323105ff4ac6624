using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Testing;
using Xunit;

namespace TrialData.Storage.Tests.Files;

/// <summary>Objects of the database that are not as the schema makes them are named, whatever they do.</summary>
public sealed class AForeignSchema
{
    private const string Trigger = "CREATE TRIGGER zz AFTER INSERT ON RoleGrant BEGIN UPDATE RoleGrant SET Role = 'pi' WHERE RoleGrantId = NEW.RoleGrantId; END";

    [Theory]
    [InlineData(Trigger, "trigger zz")]
    [InlineData("CREATE TABLE Extra (Was text)", "table Extra")]
    [InlineData("CREATE VIEW Extra AS SELECT Name FROM Account", "view Extra")]
    [InlineData("CREATE INDEX Extra ON Account (Name)", "index Extra")]
    [InlineData("ALTER TABLE Account ADD COLUMN Extra text", "table Account")]
    [InlineData("DROP INDEX IX_RoleGrant_AccountId; CREATE INDEX IX_RoleGrant_AccountId ON RoleGrant (Role)", "index IX_RoleGrant_AccountId")]
    public async Task Is_named_by_a_check_and_a_verification(string sql, string place)
    {
        await using var host = await TrialHost.OpenAsync(Engine.Sqlite);
        await new RawStore(host.Location).ExecuteAsync(sql);

        Assert.Equal(place, Assert.Single(await CheckAsync(host)).Place);
        Assert.Equal(place, Assert.Single(await VerifyAsync(host)).Place);
    }

    [Fact]
    public async Task Is_named_by_a_check_where_an_index_is_gone()
    {
        await using var host = await TrialHost.OpenAsync(Engine.Sqlite);
        await new RawStore(host.Location).ExecuteAsync("DROP INDEX IX_RoleGrant_AccountId");

        Assert.Equal("index IX_RoleGrant_AccountId", Assert.Single(await CheckAsync(host)).Place);
        Assert.Empty(await VerifyAsync(host));
    }

    [Fact]
    public async Task Is_named_where_a_view_stands_in_the_place_of_a_table()
    {
        await using var host = await TrialHost.OpenAsync(Engine.Sqlite);
        await new RawStore(host.Location).ExecuteAsync("ALTER TABLE Score RENAME TO Hidden; CREATE VIEW Score AS SELECT * FROM Hidden");

        string[] places = ["table Hidden", "table Score", "view Score"];
        Assert.Empty(places.Except((await CheckAsync(host)).Select(f => f.Place), StringComparer.Ordinal));
        Assert.Empty(places.Except((await VerifyAsync(host)).Select(f => f.Place), StringComparer.Ordinal));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_named_where_a_trigger_was_added(Engine engine)
    {
        await using var host = await TrialHost.OpenAsync(engine);
        await new RawStore(host.Location).ExecuteAsync(engine == Engine.Sqlite ? Trigger : "CREATE TRIGGER zz ON RoleGrant AFTER INSERT AS UPDATE RoleGrant SET Role = 'pi'");

        Assert.Equal("trigger zz", Assert.Single(await CheckAsync(host)).Place);
        Assert.Equal("trigger zz", Assert.Single(await VerifyAsync(host)).Place);
    }

    private static async Task<IReadOnlyList<Fault>> CheckAsync(TrialHost host) =>
        (await Place.AskAsync<CheckStore, CheckedStore>(host.Door, new CheckStore())).Refusal?.Faults ?? [];

    private static async Task<IReadOnlyList<Fault>> VerifyAsync(TrialHost host) =>
        (await Place.AskAsync<VerifyAudit, VerifiedAudit>(host.Door, new VerifyAudit())).Refusal?.Faults ?? [];
}
