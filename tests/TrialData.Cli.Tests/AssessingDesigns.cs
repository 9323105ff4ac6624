using System.Globalization;
using System.Xml.Linq;
using TrialData.Testing;
using Xunit;

namespace TrialData.Cli.Tests;

/// <summary><c>trialdata randomisation assess</c>, which needs no store.</summary>
public sealed class AssessingDesigns : IDisposable
{
    private const string Blocks = """
        { "procedure": "permuted blocks 2", "arms": [{ "arm": "POD", "ratio": 1 }, { "arm": "TAU", "ratio": 1 }], "factors": [{ "name": "site" }], "blockSizes": [4] }
        """;

    private readonly CommandLine line = new();

    public void Dispose() => line.Dispose();

    [Fact]
    public async Task Sets_designs_side_by_side_and_warns_of_the_guessable()
    {
        line.Write("pod.json", Repository.Read("analysis-specs", "pod", "randomisation.json"));
        line.Write("blocks.json", Blocks);

        var ran = await line.RunAsync("randomisation", "assess", "--design", "blocks.json", "pod.json", "--simulations", "200", "--figure", "designs.svg", "--over-time", "arms.svg");

        Assert.Equal((0, string.Empty), (ran.ExitCode, ran.Error));
        var lines = ran.Out.Split('\n').Select(text => text.TrimEnd()).ToList();
        Assert.InRange(GuessedOf(lines, "blocks"), 69.6, 71.6);
        Assert.InRange(GuessedOf(lines, "pod"), 56.3, 60.3);
        Assert.Contains("  600 participants a trial, 200 simulated trials, seed 1.", lines);
        Assert.StartsWith("Warning, blocks: ", Assert.Single(lines, text => text.StartsWith("Warning", StringComparison.Ordinal)), StringComparison.Ordinal);
        var texts = XDocument.Parse(File.ReadAllText(line.PathOf("designs.svg"))).Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value);
        Assert.Superset(new HashSet<string>(["blocks", "pod"], StringComparer.Ordinal), texts.ToHashSet(StringComparer.Ordinal));
        var arms = Assert.Single(lines, text => text.StartsWith("  blocks, POD ", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(2).Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal((12, 50.0), (arms.Count, arms[0]));

        // Four standard errors of a share of 200 trials.
        Assert.All(arms.Skip(1).SkipLast(1), share => Assert.InRange(share, 50 - (4 * 3.54), 50 + (4 * 3.54)));
        Assert.InRange(arms[^1], 3.4, 3.54);
        Assert.Equal(2, XDocument.Parse(File.ReadAllText(line.PathOf("arms.svg"))).Descendants().Count(element => element.Value == "Participant in order of entry" && element.Name.LocalName == "text"));
        Assert.Equal(["arms.svg", "blocks.json", "designs.svg", "home", "pod.json"], Directory.GetFileSystemEntries(line.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    // A pipe is 120 characters wide.
    [Fact]
    public async Task Folds_a_long_name_and_no_number()
    {
        var name = string.Join(' ', Enumerable.Repeat("blocks of four by site as proposed", 4));
        line.Write(name + ".json", Blocks);

        var ran = await line.RunAsync("randomisation", "assess", "--design", name + ".json", "--simulations", "100", "--participants", "400", "--sites", "1");

        var lines = ran.Out.Split('\n').Select(text => text.TrimEnd()).ToList();
        Assert.Single(lines, text => text.StartsWith("  Design", StringComparison.Ordinal) && text.EndsWith("Guessed   By chance    Limit   Whole trial   Worst site   All levels   Worst level", StringComparison.Ordinal));
        var row = Assert.Single(lines, text => text.Contains('%', StringComparison.Ordinal) && text.StartsWith("  blocks of four", StringComparison.Ordinal));
        Assert.Matches(@" 7[01]\.\d % +50\.0 % +60\.0 % +0\.0 +0\.0 +0\.0 +0\.0$", row);
    }

    [Fact]
    public async Task Answers_in_JSON_the_same_for_the_same_seed()
    {
        line.Write("blocks.json", Blocks);
        string[] asked = ["randomisation", "assess", "-d", "blocks.json", "--compare", "--participants", "90", "--sites", "3", "--simulations", "50", "--seed", "7", "--json"];

        var (first, again) = (await line.RunAsync(asked), await line.RunAsync(asked));

        Assert.Equal((0, first.Out), (first.ExitCode, again.Out));
        var designs = first.Json().GetProperty("designs").EnumerateArray().ToList();
        Assert.Equal(["blocks", "coin", "blocks of 4 by site"], designs.Take(3).Select(design => design.GetProperty("name").GetString()));
        Assert.Equal([true, false, false], designs.Take(3).Select(design => design.GetProperty("isOffered").GetBoolean()));
        Assert.Equal("permuted blocks 2", designs[0].GetProperty("procedure").GetString());
        Assert.All(designs, design => Assert.InRange(design.GetProperty("guessRate").GetDouble(), 0.4, 0.8));
        Assert.Equal("90 participants a trial, 50 simulated trials, seed 7", first.Json().GetProperty("assumptions")[0].GetString());
    }

    [Fact]
    public async Task Names_every_fault_of_a_design_by_file_and_place_and_draws_nothing()
    {
        line.Write("blocks.json", JsonEdit.With(JsonEdit.With(Blocks, "blockSizes", "[4, 5]"), "arms[0].ratio", "\"one\""));
        string[] asked = ["randomisation", "assess", "--design", "blocks.json", "--figure", "designs.svg"];

        var (ran, json) = (await line.RunAsync(asked), await line.RunAsync([.. asked, "--json"]));

        Assert.Equal((2, string.Empty), (ran.ExitCode, ran.Out));
        Assert.Contains("  blocks: arms[0].ratio: ", ran.Error, StringComparison.Ordinal);
        Assert.EndsWith("Refused: allocation.invalid-design\n", ran.Error, StringComparison.Ordinal);
        Assert.Equal((2, "allocation.invalid-design"), (json.ExitCode, json.RefusedJson()));
        Assert.Contains("blocks: arms[0].ratio", json.Json().GetProperty("refused").GetProperty("faults").EnumerateArray().Select(fault => fault.GetProperty("place").GetString()));
        Assert.False(File.Exists(line.PathOf("designs.svg")));
    }

    [Fact]
    public async Task Says_which_file_or_folder_is_not_there()
    {
        line.Write("blocks.json", Blocks);

        var noDesign = await line.RunAsync("randomisation", "assess", "--design", "nowhere.json");
        var noFolder = await line.RunAsync("randomisation", "assess", "--design", "blocks.json", "--simulations", "10", "--figure", "nowhere/designs.svg");

        Assert.Equal(1, noDesign.ExitCode);
        Assert.StartsWith($"There is no file {line.PathOf("nowhere.json")}.", noDesign.Error, StringComparison.Ordinal);
        Assert.Equal(1, noFolder.ExitCode);
        Assert.StartsWith($"There is no folder {line.PathOf("nowhere")}.", noFolder.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("assess")]
    [InlineData("assess", "--design", "blocks.json", "--participants", "many")]
    [InlineData("seal")]
    [InlineData("verify", "ledger.jsonl")]
    [InlineData("verify", "--secret", "00")]
    public async Task Wrong_usage_asks_nothing_of_a_store(string command, params string[] args)
    {
        var ran = await line.RunAsync(["randomisation", command, .. args]);

        Assert.Equal(64, ran.ExitCode);
        Assert.EndsWith($"See 'trialdata randomisation {command} --help'.\n", ran.Error.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    // The first number in the row of a design.
    private static double GuessedOf(IEnumerable<string> lines, string design)
    {
        var row = Assert.Single(lines, text => text.StartsWith($"  {design} ", StringComparison.Ordinal));
        return double.Parse(row[(design.Length + 2)..row.IndexOf('%', StringComparison.Ordinal)], CultureInfo.InvariantCulture);
    }
}
