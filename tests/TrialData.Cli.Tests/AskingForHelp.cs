using Xunit;

namespace TrialData.Cli.Tests;

/// <summary>Exit codes: 0 done, 1 fault, 2 refused, 64 wrong usage.</summary>
public sealed class AskingForHelp : IDisposable
{
    private readonly CommandLine line = new();

    public void Dispose() => line.Dispose();

    [Fact]
    public async Task Lists_every_command()
    {
        var ran = await line.RunAsync("--help");

        Assert.Equal((0, string.Empty), (ran.ExitCode, ran.Error));
        Assert.All(
            ["demo", "store", "trial", "account", "mail", "import", "participant", "randomise", "form", "schedule", "safety", "analyse", "validate"],
            command => Assert.Contains($"\n  {command} ", ran.Out, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("trialdata --help")]
    [InlineData("trialdata --help", "tirial")]
    [InlineData("trialdata --help", "--colour")]
    [InlineData("trialdata trial create --help", "trial", "create")]
    [InlineData("trialdata trial --help", "trial", "destroy")]
    [InlineData("trialdata import --help", "import", "a.csv")]
    [InlineData("trialdata randomise --help", "randomise")]
    [InlineData("trialdata demo --help", "demo", "--participants", "0")]
    [InlineData("trialdata demo --help", "demo", "--participants", "many")]
    [InlineData("trialdata account grant --help", "account", "grant", "eva", "--role", "king")]
    public async Task Wrong_usage_points_to_the_help_of_the_command(string help, params string[] args)
    {
        var ran = await line.RunAsync(args);

        Assert.Equal(64, ran.ExitCode);
        Assert.EndsWith($"See '{help}'.\n", ran.Error.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(line.Folder));
    }

    [Theory]
    [InlineData("trial", "create", "--protocol", "nowhere.json")]
    [InlineData("import", "nowhere.csv", "--mapping", "nowhere.json")]
    [InlineData("analyse", "--spec", "nowhere.json")]
    public async Task A_missing_file_is_named_without_a_stack_trace(params string[] args)
    {
        var ran = await line.RunAsync(args);

        Assert.Equal(1, ran.ExitCode);
        Assert.StartsWith($"There is no file {line.PathOf("nowhere.json")}.", ran.Error, StringComparison.Ordinal);
        AssertNoTrace(ran);
        Assert.False(File.Exists(line.StoreFile));
    }

    [Fact]
    public async Task A_file_that_is_no_store_is_a_fault_without_a_stack_trace()
    {
        var file = line.Write("notes.txt", string.Concat(Enumerable.Repeat("This is no database. ", 100)));

        var ran = await line.RunAsync("store", "migrate", "--store", file);

        Assert.Equal(1, ran.ExitCode);
        Assert.StartsWith($"The store {file} cannot be used: the file is not a database of SQLite.", ran.Error, StringComparison.Ordinal);
        AssertNoTrace(ran);
        Assert.StartsWith("This is no database.", File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_wants_the_stack_trace_gets_it()
    {
        line.Environment["TRIALDATA_TRACE"] = "1";

        Assert.Contains("   at TrialData.Cli.", (await line.RunAsync("analyse", "--spec", "nowhere.json")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_there_is_no_store_the_way_to_one_is_told()
    {
        var ran = await line.RunAsync("analyse", "--spec", line.Write("a.json", "{}"));

        Assert.Equal(2, ran.ExitCode);
        Assert.Contains($"There is no store at {line.StoreFile}. Run 'trialdata store migrate'.", ran.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(line.StoreFile));
    }

    private static void AssertNoTrace(Ran ran)
    {
        Assert.DoesNotContain("   at ", ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception:", ran.Error.Replace("SqliteException:", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Empty(ran.Out);
    }
}
