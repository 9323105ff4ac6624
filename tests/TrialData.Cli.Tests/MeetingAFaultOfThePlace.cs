using TrialData.Storage.Engines;
using Xunit;

namespace TrialData.Cli.Tests;

/// <summary>What is wrong with the place of a store is said with place and reason, and nothing is left there.</summary>
public sealed class MeetingAFaultOfThePlace : IDisposable
{
    private readonly CommandLine line = new();

    public void Dispose() => line.Dispose();

    [Theory]
    [InlineData("store", "migrate")]
    [InlineData("store", "info")]
    [InlineData("account", "review")]
    public async Task A_folder_is_no_store(params string[] args)
    {
        var folder = Directory.CreateDirectory(line.PathOf("folder")).FullName;

        var ran = await line.RunAsync([.. args, "--store", folder]);

        AssertSaid(ran, $"The store {folder} cannot be used: it is a folder; name a file in it.");
        Assert.False(File.Exists(folder + ".lock"));
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_named()
    {
        var file = Path.Combine(line.Write("notes.txt", "notes"), "store.db");

        AssertSaid(await line.RunAsync("store", "migrate", "--store", file), $"There is no folder {line.PathOf("notes.txt")} for the store.");
    }

    [Theory]
    [InlineData("migrate")]
    [InlineData("info")]
    public async Task A_database_of_something_else_is_left_as_it_is(string command)
    {
        var file = line.PathOf("other.db");
        await using (var connection = await new SqliteEngine(file).OpenAsync(CancellationToken.None))
        {
            await using var make = connection.CreateCommand();
            make.CommandText = "PRAGMA journal_mode = DELETE; CREATE TABLE Recipe (Name TEXT)";
            await make.ExecuteNonQueryAsync();
        }

        var before = await File.ReadAllBytesAsync(file);
        var ran = await line.RunAsync("store", command, "--store", file, "--json");

        Assert.Equal((2, "store.not-a-store"), (ran.ExitCode, ran.RefusedJson()));
        Assert.Equal(before, await File.ReadAllBytesAsync(file));
        Assert.Empty(Directory.GetFiles(line.Folder, "other.db-*"));
    }

    [Fact]
    public async Task A_damaged_file_is_called_so()
    {
        await line.CreatePublishedTrialAsync();
        await using (var file = File.OpenWrite(line.StoreFile))
        {
            // Everything but the first page, which tells only that this is a database.
            file.Position = 4096;
            await file.WriteAsync(new byte[file.Length - 4096]);
        }

        var ran = await line.RunAsync("account", "review");

        AssertSaid(ran, $"The store {line.StoreFile} cannot be used: the file is damaged; run 'trialdata store check', or restore a backup.");
    }

    [Fact]
    public async Task A_server_that_is_away_is_named_without_its_password()
    {
        var ran = await line.RunAsync("store", "info", "--store", "sqlserver:Server=127.0.0.1,1;Database=trial;User Id=eva;Password=secret;Connect Timeout=1");

        Assert.StartsWith("The store trial at 127.0.0.1,1 cannot be used: there is no connection to the server, or it was lost (", ran.Error, StringComparison.Ordinal);
        Assert.Equal(1, ran.ExitCode);
        Assert.DoesNotContain("secret", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_string_that_is_none_is_a_wrong_setting() =>
        AssertSaid(await line.RunAsync("store", "info", "--store", "sqlserver:Nonsense=1"), "The setting TRIALDATA_STORE cannot be used: the connection string is none (");

    [Fact]
    public async Task A_forgotten_key_ring_is_asked_for_and_not_made_anew()
    {
        await line.CreatePublishedTrialAsync();
        Assert.Equal(0, (await line.RunAsync("audit", "verify")).ExitCode);

        var ran = await line.RunAsync("audit", "verify", "--keys", "elsewhere");

        Assert.Equal(2, ran.ExitCode);
        Assert.Contains("there is no key in elsewhere: name the key ring of the store by --keys or TRIALDATA_KEYS.", ran.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(line.PathOf("elsewhere")));
        Assert.Equal(0, (await line.RunAsync("audit", "verify")).ExitCode);
    }

    private static void AssertSaid(Ran ran, string sentence)
    {
        Assert.Equal((1, string.Empty), (ran.ExitCode, ran.Out));
        Assert.StartsWith(sentence, ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ran.Error, StringComparison.Ordinal);
    }
}
