using System.Data.Common;
using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Hosting;
using TrialData.Storage.Migration;
using TrialData.Storage.Session;
using TrialData.Storage.Tests.Files;
using TrialData.Testing;
using Xunit;

namespace TrialData.Storage.Tests.Migration;

/// <summary>What was in a store before events vouched for its rows.</summary>
public sealed class AdoptingRecords
{
    private const string Before = "0010_accounts";

    private static readonly string[] NeverOpen = ["visit:", "form:", "score:", "schemeCell:", "allocation:", "analysisRun:", "importedFile:"];

    [Theory, OnSqlite, OnSqlServer]
    public async Task Names_nothing_that_tells_an_arm_where_blinded_roles_read(Engine engine)
    {
        using var store = TestStore.Create(engine);
        await FilledStore.FillAsync(store, Before);
        _ = await MigrateAsync(store);

        var adopting = (await new RawStore(store.Location).RowsAsync("AuditEvent")).Where(e => e["Field"] == "adopted").ToList();

        var open = adopting.Where(e => !e["Chain"]!.StartsWith("restricted:", StringComparison.Ordinal)).ToList();
        Assert.Equal(["installation", "site", "trial"], open.Select(e => e["Chain"]!.Split(':')[0]).Distinct().Order(StringComparer.Ordinal));
        Assert.All(open, e => Assert.DoesNotContain(NeverOpen, kind => e["Records"]!.Contains($"\"{kind}", StringComparison.Ordinal)));
        var restricted = string.Concat(adopting.Except(open).Select(e => e["Records"]));
        Assert.All(NeverOpen, kind => Assert.Contains($"\"{kind}", restricted, StringComparison.Ordinal));
        Assert.All(adopting, e => Assert.Equal(e["Chain"]!.StartsWith("site:", StringComparison.Ordinal), e["SiteId"] is not null));
    }

    [Theory, OnSqlite]
    public async Task Is_undone_with_the_last_script_where_it_fails_and_done_by_the_next_migration(Engine engine)
    {
        using var store = TestStore.Create(engine);
        await FilledStore.FillAsync(store, Before);
        var scripts = SqlFile.Migrations(engine);
        _ = (await new Migrator(RawStore.EngineAt(store.Location), new SystemIdentities(), TimeProvider.System, scripts.SkipLast(1))
            .MigrateAsync(new StoreMigration(), Actor.OperatingSystemUser("test"), CancellationToken.None)).Value;
        var raw = new RawStore(store.Location);
        await raw.ExecuteAsync("CREATE TRIGGER Stop BEFORE INSERT ON AuditEvent WHEN NEW.Field = 'adopted' AND NEW.Chain LIKE 'restricted:%' BEGIN SELECT RAISE(ABORT, 'Stop'); END");
        var before = await raw.ContentsAsync(withAudit: true);

        await Assert.ThrowsAnyAsync<DbException>(() => MigrateAsync(store));

        Assert.Equal(before, await raw.ContentsAsync(withAudit: true));
        Assert.Equal("store.not-migrated", (await MigratorOf(store).WhyNotUsableAsync(CancellationToken.None))?.Code);
        await raw.ExecuteAsync("DROP TRIGGER Stop");
        Assert.Equal([scripts[^1].Name], (await MigrateAsync(store)).Applied);
        Assert.Empty(await BreaksAsync(store));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Takes_in_no_row_that_stands_unvouched_among_others(Engine engine)
    {
        using var store = TestStore.Create(engine);
        await FilledStore.FillAsync(store, Before);
        _ = await MigrateAsync(store);
        await new RawStore(store.Location).ExecuteAsync(
            "INSERT INTO RoleGrant (RoleGrantId, AccountId, Role, GrantedAt) SELECT 987654, MIN(AccountId), 'manager', '2027-01-04T09:00:00.0000000' FROM Account");

        _ = await MigrateAsync(store, ("9000_later", "CREATE TABLE Later (LaterId int NOT NULL);"));

        var events = await new RawStore(store.Location).RowsAsync("AuditEvent");
        Assert.DoesNotContain(events, e => e["Records"]?.Contains("\"roleGrant:987654\"", StringComparison.Ordinal) == true);
    }

    private static async Task<MigratedStore> MigrateAsync(TestStore store, params (string Name, string Text)[] later) =>
        (await MigratorOf(store, later).MigrateAsync(new StoreMigration(), Actor.OperatingSystemUser("test"), CancellationToken.None)).Value;

    private static Migrator MigratorOf(TestStore store, params (string Name, string Text)[] later) => new(
        RawStore.EngineAt(store.Location), new SystemIdentities(), TimeProvider.System, [.. SqlFile.Migrations(store.Location.Engine), .. later]);

    private static async Task<IReadOnlyList<Fault>> BreaksAsync(TestStore store)
    {
        await using var place = new Place(store.Location, TimeProvider.System, Path.Combine(store.Folder.FullName, "keys"));
        return (await place.AskAsync<VerifyAudit, VerifiedAudit>(new VerifyAudit())).Refusal?.Faults ?? [];
    }
}
