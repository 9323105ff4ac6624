using Xunit;

namespace TrialData.Cli.Tests;

/// <summary>Info, check, backup and restore as an operator runs them.</summary>
public sealed class KeepingAStore : IDisposable
{
    private readonly CommandLine line = new();

    public void Dispose() => line.Dispose();

    [Fact]
    public async Task A_backup_is_restored_in_another_place_and_says_what_it_does_not_hold()
    {
        await line.CreatePublishedTrialAsync();

        var backup = await line.RunAsync("store", "backup", "--to", "backup.db");
        Assert.Equal((0, string.Empty), (backup.ExitCode, backup.Error));
        Assert.Contains($"The backup does not hold the key ring, which is {line.KeyRing}.", OneLine(backup.Out), StringComparison.Ordinal);
        Assert.True(File.Exists(line.PathOf("backup.db.manifest.json")));

        var onto = await line.RunAsync("store", "restore", "--from", "backup.db", "--json");
        Assert.Equal((2, "restore.store-exists"), (onto.ExitCode, onto.RefusedJson()));

        var restored = await line.RunAsync("store", "restore", "--from", "backup.db", "--store", "again.db");
        Assert.Equal((0, string.Empty), (restored.ExitCode, restored.Error));
        Assert.Equal(0, (await line.RunAsync("audit", "verify", "--store", "again.db")).ExitCode);
        Assert.Equal(0, (await line.RunAsync("store", "check", "--store", "again.db")).ExitCode);
        var info = await line.RunAsync("store", "info", "--store", "again.db", "--json");
        Assert.Equal(1, info.Json().GetProperty("facts").GetProperty("trials").GetInt32());
    }

    [Fact]
    public async Task A_broken_trail_is_named_by_check()
    {
        await line.CreatePublishedTrialAsync();
        await using (var store = new OpenedStore(line.StoreFile, line.KeyRing))
        {
            await store.ValueAsync("UPDATE AuditChain SET LastSequence = 99 WHERE Chain = 'installation'");
        }

        var check = await line.RunAsync("store", "check");

        Assert.Equal(2, check.ExitCode);
        Assert.Contains("installation: event ", check.Error, StringComparison.Ordinal);
        Assert.Contains("Refused: store.unsound", check.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_migration_waits_for_nobody_who_stays_in_the_store()
    {
        await line.CreatePublishedTrialAsync();
        await using (var store = new OpenedStore(line.StoreFile, line.KeyRing))
        {
            await store.ValueAsync("DROP TABLE LedgerGuard");
            await store.ValueAsync("DELETE FROM SchemaJournal WHERE Script = '0004_ledger_guard'");

            var refused = await line.RunAsync("store", "migrate", "--json");
            Assert.Equal((2, "store.in-use"), (refused.ExitCode, refused.RefusedJson()));
        }

        Assert.Equal(0, (await line.RunAsync("store", "migrate")).ExitCode);
    }

    [Fact]
    public async Task A_server_that_is_reached_with_an_old_client_is_warned_of_and_nothing_is_hidden()
    {
        var ran = await line.RunAsync("store", "backup", "--to", "x.bak", "--store", "sqlserver:Server=tcp:server.invalid,1;Database=x;Connect Timeout=1");

        Assert.Equal(1, ran.ExitCode);
        Assert.StartsWith("Warning: the SQL Server client 2.", ran.Error, StringComparison.Ordinal);
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
