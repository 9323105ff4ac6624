using System.Security.Cryptography;
using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Testing;
using Xunit;

namespace TrialData.Storage.Tests.Files;

public sealed class ABackup
{
    private const int Writers = 4;
    private const int Saves = 25;

    [Theory, OnSqlite]
    public async Task Of_a_store_that_is_written_to_is_whole_and_proved(Engine engine)
    {
        await using var host = await TrialHost.OpenAsync(engine);
        var participants = new List<Guid>();
        for (var i = 0; i < Writers; i++)
        {
            participants.Add(await host.EnrolAsync("S1"));
        }

        var writing = participants.Select(p => Task.Run(() => SaveOftenAsync(host, p))).ToList();
        var backups = new List<BackedUpStore>();
        for (var i = 0; i < 3; i++)
        {
            backups.Add((await BackUpAsync(host, FormattableString.Invariant($"backup-{i}.db"))).Value);
        }

        await Task.WhenAll(writing);

        Assert.All(backups, backup =>
        {
            var manifest = BackupManifest.Parse(File.ReadAllText(backup.ManifestFile))!;
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(backup.File))), manifest.Sha256);
            Assert.Equal(backup.Manifest.Heads, manifest.Heads);
            Assert.Contains("key ring", manifest.Excludes, StringComparison.OrdinalIgnoreCase);
        });
        Assert.True(backups[0].Events < backups[^1].Events);
        Assert.DoesNotContain(host.Folder.GetFiles(), file => file.Name.Contains(".part", StringComparison.Ordinal));
        await using var restored = Place.Beside(host, "restored.db");
        Assert.Equal(backups[1].Manifest.Sha256, (await restored.RestoreAsync(backups[1].File)).Value.Manifest.Sha256);
        Assert.Null((await restored.AskAsync<VerifyAudit, VerifiedAudit>(new VerifyAudit())).Refusal);
    }

    [Theory, OnSqlite]
    public async Task Overwrites_nothing(Engine engine)
    {
        await using var host = await TrialHost.OpenAsync(engine);
        var taken = Path.Combine(host.Folder.FullName, "taken.db");
        await File.WriteAllTextAsync(taken, "precious");
        await File.WriteAllTextAsync(Path.Combine(host.Folder.FullName, "other.db.manifest.json"), "precious");

        Assert.Equal("backup.exists", (await BackUpAsync(host, "taken.db")).Refusal?.Code);
        Assert.Equal("backup.exists", (await BackUpAsync(host, "other.db")).Refusal?.Code);
        Assert.Equal("precious", await File.ReadAllTextAsync(taken));
        Assert.False(File.Exists(Path.Combine(host.Folder.FullName, "other.db")));
    }

    [Theory, OnSqlite]
    public async Task Of_a_store_whose_trail_is_broken_is_refused_and_leaves_no_file(Engine engine)
    {
        await using var host = await TrialHost.OpenAsync(engine);
        var store = new RawStore(host.Location);
        await store.ExecuteAsync("DROP TRIGGER AuditEvent_NoUpdate; UPDATE AuditEvent SET ActorName = 'somebody else' WHERE Sequence = 2;");

        var outcome = await BackUpAsync(host, "backup.db");

        Assert.Equal("backup.not-sound", outcome.Refusal?.Code);
        Assert.Contains("event 2 was changed", outcome.Refusal?.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(host.Folder.GetFiles(), file => file.Name.StartsWith("backup", StringComparison.Ordinal));
        Assert.Equal(1, await store.CountAsync("AuditEvent WHERE UseCase = 'BackUpStore' AND Result = 'backup.not-sound'"));
    }

    [Theory]
    [InlineData("UPDATE Store SET CreatedAt = 'x'", "store")]
    [InlineData("DROP TRIGGER AuditEvent_NoUpdate; UPDATE AuditEvent SET OccurredAt = 'x' WHERE Chain = 'installation' AND Sequence = 2", "installation")]
    public async Task Of_a_store_with_a_cell_that_cannot_be_read_is_refused_by_its_place(string sql, string place)
    {
        await using var host = await TrialHost.OpenAsync(Engine.Sqlite);
        await new RawStore(host.Location).ExecuteAsync(sql);

        var refusal = (await BackUpAsync(host, "backup.db")).Refusal;

        Assert.Equal("backup.not-sound", refusal?.Code);
        Assert.StartsWith(place, refusal!.Faults[0].Place, StringComparison.Ordinal);
    }

    [Theory, OnSqlServer]
    public async Task On_a_server_is_the_server_s_own(Engine engine)
    {
        await using var host = await TrialHost.OpenAsync(engine);

        var refusal = (await BackUpAsync(host, "backup.bak")).Refusal;

        Assert.Equal("backup.by-the-server", refusal?.Code);
        Assert.Contains("BACKUP DATABASE", refusal?.Message, StringComparison.Ordinal);
    }

    [Theory, OnSqlite]
    public async Task Is_told_of_by_info(Engine engine)
    {
        await using var host = await TrialHost.OpenAsync(engine);
        await host.EnrolAsync("S1");
        var before = (await Place.AskAsync<InspectStore, InspectedStore>(host.Door, new InspectStore())).Value;

        await BackUpAsync(host, "backup.db");
        var after = (await Place.AskAsync<InspectStore, InspectedStore>(host.Door, new InspectStore())).Value;

        Assert.Null(before.Facts.LastBackupAt);
        Assert.Equal(host.Clock.GetUtcNow(), after.Facts.LastBackupAt);
        Assert.Equal((1, 1), (after.Facts.Trials, after.Facts.Participants));
        Assert.True(after.Facts.Bytes > 0);
        Assert.Contains("SQLite", after.Facts.Engine, StringComparison.Ordinal);
    }

    [Theory, OnSqlite]
    public async Task Follows_no_link_and_is_its_owner_s_alone(Engine engine)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await using var host = await TrialHost.OpenAsync(engine);
        var precious = Path.Combine(host.Folder.FullName, "precious");
        await File.WriteAllTextAsync(precious, "precious");
        File.CreateSymbolicLink(Path.Combine(host.Folder.FullName, "backup.db.manifest.json.part"), precious);
        File.CreateSymbolicLink(Path.Combine(host.Folder.FullName, "backup.db.part"), precious);

        var backup = (await BackUpAsync(host, "backup.db")).Value;

        Assert.Equal("precious", await File.ReadAllTextAsync(precious));
        foreach (var file in new[] { backup.File, backup.ManifestFile, host.Location.Target, host.Location.Target + "-wal", host.Location.Target + "-shm" })
        {
            Assert.Null(File.ResolveLinkTarget(file, returnFinalTarget: false));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    private static Task<Outcome<BackedUpStore>> BackUpAsync(TrialHost host, string name) =>
        Place.AskAsync<BackUpStore, BackedUpStore>(host.Door, new BackUpStore(Path.Combine(host.Folder.FullName, name)));

    private static async Task SaveOftenAsync(TrialHost host, Guid participant)
    {
        for (var version = 0; version < Saves; version++)
        {
            _ = (await host.SaveAsync("researcher S1", participant, "baseline", "mood", version, "said anew", ("low", "3"), ("note", FormattableString.Invariant($"{version}")))).Value;
        }
    }
}
