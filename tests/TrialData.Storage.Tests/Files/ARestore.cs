using Microsoft.Data.Sqlite;
using TrialData.Application.Administration;
using TrialData.Testing;
using Xunit;

namespace TrialData.Storage.Tests.Files;

public sealed class ARestore
{
    private const string Backup = "backup.db";

    [Theory, OnSqlite]
    public async Task Brings_back_what_was_backed_up_and_audits_itself_there(Engine engine)
    {
        await using var host = await FilledAsync(engine);
        var before = await new RawStore(host.Location).ContentsAsync(withAudit: false);
        var backup = await BackUpAsync(host);
        await using var place = Place.Beside(host, "restored.db");

        var restored = (await place.RestoreAsync(backup)).Value;

        Assert.Equal((0, false), (restored.LostEvents, restored.MetCheckpoints));
        var store = new RawStore(place.Location);
        Assert.Equal(before, await store.ContentsAsync(withAudit: false));
        Assert.Equal(restored.Manifest.Sha256, (await store.QueryAsync<string>("SELECT NewValue FROM AuditEvent WHERE UseCase = 'RestoreStore' AND Field = 'backup'"))[0]);
        Assert.Null((await place.AskAsync<VerifyAudit, VerifiedAudit>(new VerifyAudit())).Refusal);
        Assert.DoesNotContain(host.Folder.GetFiles(), file => file.Name.Contains(".restoring", StringComparison.Ordinal));
    }

    [Theory, OnSqlite]
    public async Task Into_the_place_of_the_house_s_own_store_that_was_lost_is_what_the_house_then_uses(Engine engine)
    {
        await using var host = await FilledAsync(engine);
        var before = await new RawStore(host.Location).ContentsAsync(withAudit: false);
        var backup = await BackUpAsync(host);
        _ = await host.EnrolAsync("S2");
        SqliteConnection.ClearAllPools();
        foreach (var file in host.Folder.GetFiles(Path.GetFileName(host.Location.Target) + "*").Where(file => file.Extension != ".lock"))
        {
            file.Delete();
        }

        Assert.Null((await Place.RestoreAsync(host.Door, backup)).Refusal);

        Assert.Equal(before, await new RawStore(host.Location).ContentsAsync(withAudit: false));
        Assert.False((await host.ScreenAsync("S1")).IsRefused);
        Assert.Null((await Place.AskAsync<VerifyAudit, VerifiedAudit>(host.Door, new VerifyAudit())).Refusal);
    }

    [Theory, OnSqlite]
    public async Task Of_an_older_backup_tells_what_is_lost_and_can_be_verified_from_then_on(Engine engine)
    {
        await using var host = await FilledAsync(engine);
        await VerifyAsync(host);
        var backup = await BackUpAsync(host);
        host.Clock.MoveTo(host.Clock.GetUtcNow().AddDays(1));
        _ = await host.EnrolAsync("S2");
        await VerifyAsync(host);
        await using var place = Place.Beside(host, "restored.db");

        var restored = (await place.RestoreAsync(backup)).Value;

        Assert.True(restored.MetCheckpoints);
        Assert.True(restored.LostEvents > 0);
        Assert.Null((await place.AskAsync<VerifyAudit, VerifiedAudit>(new VerifyAudit())).Refusal);
        await new RawStore(place.Location).ExecuteAsync("DROP TRIGGER AuditEvent_NoDelete; DELETE FROM AuditEvent WHERE UseCase = 'RestoreStore';");
        Assert.Equal("audit.broken", (await place.AskAsync<VerifyAudit, VerifiedAudit>(new VerifyAudit())).Refusal?.Code);
    }

    [Theory, OnSqlite]
    public async Task Never_overwrites_a_store_nor_meets_what_an_old_one_left(Engine engine)
    {
        await using var host = await FilledAsync(engine);
        var backup = await BackUpAsync(host);
        await using var place = Place.Beside(host, "restored.db");

        foreach (var ending in new[] { "", "-wal", "-journal" })
        {
            var file = place.Location.Target + ending;
            await File.WriteAllTextAsync(file, "precious");
            Assert.Equal("restore.store-exists", (await place.RestoreAsync(backup)).Refusal?.Code);
            Assert.Equal("precious", await File.ReadAllTextAsync(file));
            File.Delete(file);
        }

        Assert.Null((await place.RestoreAsync(backup)).Refusal);
        Assert.Equal("restore.store-exists", (await place.RestoreAsync(backup)).Refusal?.Code);
    }

    [Theory, OnSqlite]
    public async Task Refuses_a_damaged_backup_whichever_byte_it_is(Engine engine)
    {
        await using var host = await FilledAsync(engine);
        var backup = await BackUpAsync(host);
        var bytes = await File.ReadAllBytesAsync(backup);
        await using var place = Place.Beside(host, "restored.db");

        foreach (var at in new[] { 0, 30, bytes.Length / 2, bytes.Length - 1 })
        {
            var damaged = bytes.ToArray();
            damaged[at] ^= 1;
            await File.WriteAllBytesAsync(backup, damaged);
            await AssertRefusedAsync(place, backup, "restore.damaged");
        }

        await File.WriteAllBytesAsync(backup, bytes[..^4096]);
        await AssertRefusedAsync(place, backup, "restore.damaged");
    }

    [Theory, OnSqlite]
    public async Task Refuses_a_backup_that_is_damaged_inside_though_its_hash_was_made_to_fit(Engine engine)
    {
        await using var host = await FilledAsync(engine);
        var backup = await BackUpAsync(host);
        var bytes = await File.ReadAllBytesAsync(backup);
        bytes.AsSpan(4096, 8 * 4096).Fill(7);
        await File.WriteAllBytesAsync(backup, bytes);
        await RewriteAsync(backup, m => m with { Sha256 = Hash(bytes) });
        await using var place = Place.Beside(host, "restored.db");

        await AssertRefusedAsync(place, backup, "restore.damaged");
    }

    [Theory, OnSqlite]
    public async Task Refuses_a_backup_whose_trail_was_tampered_with(Engine engine)
    {
        await using var host = await FilledAsync(engine);
        var backup = await BackUpAsync(host);
        await EditAsync(backup, "DROP TRIGGER Allocation_NoUpdate; UPDATE Allocation SET Arm = CASE Arm WHEN 'NEW' THEN 'OLD' ELSE 'NEW' END;");
        await using var place = Place.Beside(host, "restored.db");

        await AssertRefusedAsync(place, backup, "audit.broken");
    }

    [Theory, OnSqlite]
    public async Task Refuses_a_newer_schema_a_manifest_of_something_else_and_none(Engine engine)
    {
        await using var host = await FilledAsync(engine);
        var backup = await BackUpAsync(host);
        var manifestFile = BackupManifest.FileFor(backup);
        var manifest = await File.ReadAllTextAsync(manifestFile);
        await using var place = Place.Beside(host, "restored.db");

        await RewriteAsync(backup, m => m with { StoreId = Guid.Empty });
        await AssertRefusedAsync(place, backup, "restore.manifest-mismatch");
        await File.WriteAllTextAsync(manifestFile, manifest);
        await RewriteAsync(backup, m => m with { SchemaVersion = "0001_engine" });
        await AssertRefusedAsync(place, backup, "restore.manifest-mismatch");
        await File.WriteAllTextAsync(manifestFile, manifest);
        await RewriteAsync(backup, m => m with { Heads = [m.Heads[0] with { LastSequence = 99 }, .. m.Heads.Skip(1)] });
        await AssertRefusedAsync(place, backup, "restore.manifest-mismatch");

        foreach (var text in new[] { "not JSON", "{}", "null" })
        {
            await File.WriteAllTextAsync(manifestFile, text);
            await AssertRefusedAsync(place, backup, "restore.no-manifest");
        }

        File.Delete(manifestFile);
        await AssertRefusedAsync(place, backup, "restore.no-manifest");
        await File.WriteAllTextAsync(manifestFile, manifest);
        await EditAsync(backup, "INSERT INTO SchemaJournal (Script, Sha256, AppliedAt) VALUES ('9000_later', 'x', '2027-01-01T00:00:00.0000000');");
        await AssertRefusedAsync(place, backup, "store.newer-than-program");
    }

    [Theory, OnSqlite]
    public async Task Refuses_while_somebody_is_at_the_place(Engine engine)
    {
        await using var host = await FilledAsync(engine);
        var backup = await BackUpAsync(host);
        await using var place = Place.Beside(host, "restored.db");
        await using (new FileStream(place.Location.Target + ".lock", FileMode.OpenOrCreate, FileAccess.Read, FileShare.Read))
        {
            await AssertRefusedAsync(place, backup, "store.in-use");
        }

        Assert.Null((await place.RestoreAsync(backup)).Refusal);
    }

    private static async Task<TrialHost> FilledAsync(Engine engine)
    {
        var host = await TrialHost.OpenAsync(engine);
        var participant = await host.EnrolWithBaselineAsync("S1");
        _ = (await host.RandomiseAsync("S1", participant)).Value;
        return host;
    }

    private static async Task VerifyAsync(TrialHost host) =>
        _ = (await Place.AskAsync<VerifyAudit, VerifiedAudit>(host.Door, new VerifyAudit())).Value;

    private static async Task<string> BackUpAsync(TrialHost host) =>
        (await Place.AskAsync<BackUpStore, BackedUpStore>(host.Door, new BackUpStore(Path.Combine(host.Folder.FullName, Backup)))).Value.File;

    private static async Task AssertRefusedAsync(Place place, string backup, string code)
    {
        Assert.Equal(code, (await place.RestoreAsync(backup)).Refusal?.Code);
        Assert.False(File.Exists(place.Location.Target));
        Assert.False(File.Exists(place.Location.Target + ".restoring"));
    }

    private static async Task RewriteAsync(string backup, Func<BackupManifest, BackupManifest> change)
    {
        var file = BackupManifest.FileFor(backup);
        await File.WriteAllTextAsync(file, change(BackupManifest.Parse(await File.ReadAllTextAsync(file))!).ToJson());
    }

    /// <summary>Changes a backup and lets its manifest name the new hash.</summary>
    private static async Task EditAsync(string backup, string sql)
    {
        await new RawStore(new StoreLocation(Engine.Sqlite, backup)).ExecuteAsync(sql);
        SqliteConnection.ClearAllPools();
        var sha256 = Hash(await File.ReadAllBytesAsync(backup));
        await RewriteAsync(backup, m => m with { Sha256 = sha256 });
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
}
