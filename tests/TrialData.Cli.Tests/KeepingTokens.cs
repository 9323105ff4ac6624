using System.Security.Cryptography;
using System.Text;
using Xunit;

namespace TrialData.Cli.Tests;

/// <summary>A kept token belongs to a store, wherever that stands; another store in its place neither finds nor loses it.</summary>
public sealed class KeepingTokens : IDisposable
{
    private readonly CommandLine line = new();

    public void Dispose() => line.Dispose();

    private string Tokens => Path.Combine(line.Home, "trialdata", "tokens");

    [Fact]
    public async Task A_store_that_is_moved_keeps_its_token_and_a_new_one_in_its_place_does_not_overwrite_it()
    {
        await line.CreatePublishedTrialAsync();
        File.Move(line.StoreFile, line.PathOf("moved.db"));

        await line.CreatePublishedTrialAsync();

        Assert.Equal(2, Directory.GetFiles(Tokens).Length);
        Assert.Equal(0, (await line.RunAsync("account", "review")).ExitCode);
        Assert.Equal(0, (await line.RunAsync("account", "review", "--store", "moved.db")).ExitCode);
    }

    [Fact]
    public async Task A_token_kept_by_place_is_taken_over_once_by_the_store_that_knows_it()
    {
        await line.CreatePublishedTrialAsync();
        var kept = Assert.Single(Directory.GetFiles(Tokens));
        File.Move(kept, OldFile());

        Assert.Equal(0, (await line.RunAsync("account", "review")).ExitCode);

        Assert.Equal(kept, Assert.Single(Directory.GetFiles(Tokens)));
    }

    [Fact]
    public async Task A_token_kept_by_place_of_another_store_stays_where_it_is()
    {
        await line.CreatePublishedTrialAsync();
        Directory.Delete(Tokens, recursive: true);
        Directory.CreateDirectory(Tokens);
        await File.WriteAllTextAsync(OldFile(), "tdt_of_another_store");

        Assert.Contains("Refused: access.no-token", (await line.RunAsync("account", "review")).Error, StringComparison.Ordinal);

        Assert.Equal("tdt_of_another_store", await File.ReadAllTextAsync(OldFile()));
    }

    // As version 0.1 named it.
    private string OldFile() => Path.Combine(
        Tokens, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"Sqlite:{line.StoreFile}"))[..16]));
}
