using System.Text.Json;
using Xunit;

namespace TrialData.Cli.Tests;

public sealed class PlayingTheDemonstration : IDisposable
{
    private readonly CommandLine line = new();

    public void Dispose() => line.Dispose();

    [Fact]
    public async Task Repeats_to_the_byte_for_one_seed_and_not_for_another()
    {
        var first = await line.RunAsync("demo", "--participants", "24", "--seed", "7", "--out", "a");
        var again = await line.RunAsync("demo", "--participants", "24", "--seed", "7", "--out", "b");
        var other = await line.RunAsync("demo", "--participants", "24", "--seed", "8", "--out", "c");

        Assert.Equal((0, 0, 0), (first.ExitCode, again.ExitCode, other.ExitCode));
        foreach (var file in new[] { "report.html", "results.json", "rates.csv", "effects.csv" })
        {
            Assert.True(Bytes("a", file).AsSpan().SequenceEqual(Bytes("b", file)), file);
            Assert.False(Bytes("a", file).AsSpan().SequenceEqual(Bytes("c", file)), file);
        }

        Assert.Equal(first.Out.Replace("/a/", "/?/", StringComparison.Ordinal), again.Out.Replace("/b/", "/?/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Fills_in_every_form_where_that_is_asked_for()
    {
        var ran = await line.RunAsync("demo", "--participants", "12", "--full", "--out", "full");

        Assert.Equal((0, string.Empty), (ran.ExitCode, ran.Error));
        Assert.Contains("12 randomised", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Randomises_as_many_as_were_asked_for_and_says_that_they_are_simulated()
    {
        var ran = await line.RunAsync("demo", "--participants", "24", "--seed", "3", "--out", "demo", "--json");

        var results = ran.Json();
        var flow = results.GetProperty("flow");
        Assert.Equal(0, ran.ExitCode);
        Assert.True(results.GetProperty("provenance").GetProperty("demonstration").GetBoolean());
        Assert.Equal(24, flow.GetProperty("randomised").GetInt32());
        Assert.Equal(
            flow.GetProperty("screened").GetInt32(),
            24 + flow.GetProperty("excluded").EnumerateArray().Sum(r => r.GetProperty("count").GetInt32()));
        Assert.Equal(results.ToString(), JsonSerializer.Deserialize<JsonElement>(Bytes("demo", "results.json")).ToString());
    }

    [Fact]
    public async Task Touches_no_store_that_is_there_already()
    {
        Directory.CreateDirectory(line.PathOf("demo"));
        var store = line.Write("demo/demo.db", "mine");

        var ran = await line.RunAsync("demo", "--participants", "24", "--out", "demo");

        Assert.Equal(2, ran.ExitCode);
        Assert.Contains("Refused: demo.exists", ran.Error, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(store));
        Assert.Single(Directory.GetFileSystemEntries(line.PathOf("demo")));
    }

    private byte[] Bytes(string folder, string file) => File.ReadAllBytes(Path.Combine(line.PathOf(folder), file));
}
