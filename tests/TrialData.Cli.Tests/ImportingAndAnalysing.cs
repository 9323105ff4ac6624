using TrialData.Testing;
using Xunit;

namespace TrialData.Cli.Tests;

public sealed class ImportingAndAnalysing : IDisposable
{
    private readonly CommandLine line = new();

    public void Dispose() => line.Dispose();

    [Fact]
    public async Task Gives_the_figures_of_the_published_trial()
    {
        var file = await line.CreatePublishedTrialAsync();

        var imported = await line.RunAsync("import", file, "--mapping", "mapping.json");
        var analysed = await line.RunAsync("analyse", "--spec", "analysis.json", "--out", "report");

        Assert.Equal((0, "Imported 602 participants, 602 forms and 602 answers into INDO.\n"), (imported.ExitCode, imported.Out.ReplaceLineEndings("\n")));
        Assert.Equal((0, string.Empty), (analysed.ExitCode, analysed.Error));
        Assert.All(
            [
                "indomethacin 27/295 against placebo 52/307",
                $"{With("risk-difference")} Wald",
                $"Risk ratio            {With("risk-ratio")}",
                $"Chi-squared           {Of("chi-squared")}",
                $"Fisher exact          p {PublishedTrial.Printed("fisher", "p")}",
                $"CMH chi-squared     {Of("cmh")}",
                $"Odds ratio MH       {With("odds-ratio-mh")}",
                $"Risk difference MH  {With("risk-difference-mh")}",
            ],
            figure => Assert.Contains(figure, analysed.Out, StringComparison.Ordinal));
        Assert.Equal(
            ["effects.csv", "measures.csv", "rates.csv", "report.html", "results.json"],
            Directory.GetFiles(line.PathOf("report")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Answers_in_json_when_asked_to()
    {
        var migrated = await line.RunAsync("store", "migrate", "--json");
        var created = await line.RunAsync("trial", "create", "--protocol", line.Write("protocol.json", PublishedTrial.Protocol), "--json");
        var invited = await line.RunAsync("account", "invite", "eva", "--json");
        var granted = await line.RunAsync("account", "grant", "eva", "--role", "statistician", "--trained", "2024-02-29", "--json");
        var imported = await line.RunAsync(
            "import", line.Write("indo.csv", PublishedTrial.Csv()), "--mapping", line.Write("mapping.json", PublishedTrial.Mapping), "--json");
        var analysed = await line.RunAsync("analyse", "--spec", line.Write("analysis.json", PublishedTrial.Specification), "--json");

        Assert.All([migrated, created, invited, granted, imported, analysed], ran => Assert.Equal(0, ran.ExitCode));
        Assert.True(migrated.Json().GetProperty("applied").GetArrayLength() > 0);
        Assert.Equal("INDO", created.Json().GetProperty("code").GetString());
        Assert.Equal("eva", invited.Json().GetProperty("name").GetString());
        Assert.Equal("2024-02-29", granted.Json().GetProperty("trainedOn").GetString());
        Assert.Equal(602, imported.Json().GetProperty("participants").GetInt32());
        var pooled = analysed.Json().GetProperty("outcomes")[0].GetProperty("visits")[0].GetProperty("comparisons")[0].GetProperty("pooled");
        Assert.Equal((27, 52), (pooled.GetProperty("events1").GetInt32(), pooled.GetProperty("events0").GetInt32()));
    }

    [Fact]
    public async Task Refuses_in_json_too()
    {
        var file = await line.CreatePublishedTrialAsync();
        line.Write("faulty.csv", "id,site,rx,outcome\n1,UM,placebo,2\n");

        var created = await line.RunAsync("trial", "create", "--protocol", "protocol.json", "--json");
        var analysed = await line.RunAsync("analyse", "--spec", "analysis.json", "--json");
        var imported = await line.RunAsync("import", "faulty.csv", "--mapping", "mapping.json", "--json");
        var randomised = await line.RunAsync("randomise", "00000000-0000-0000-0000-000000000001", "--json");
        var registered = await line.RunAsync("account", "grant", "eva", "--role", "assessor", "--json");

        Assert.All([created, analysed, imported, randomised, registered], ran => Assert.Equal(2, ran.ExitCode));
        Assert.Equal(
            ["trial.exists", "analysis.nobody-allocated", "import.faulty-file", "access.not-permitted", "account.role-needs-site"],
            new[] { created, analysed, imported, randomised, registered }.Select(ran => ran.RefusedJson()));
        var fault = imported.Json().GetProperty("refused").GetProperty("faults")[0];
        Assert.Equal(("row 2, column outcome", "2"), (fault.GetProperty("place").GetString(), fault.GetProperty("value").GetString()));
        Assert.True(File.Exists(file));
    }

    [Fact]
    public async Task Prints_the_rows_of_a_refused_file()
    {
        await line.CreatePublishedTrialAsync();
        line.Write("faulty.csv", "id,site,rx,outcome\n1,UM,placebo,1\n2,XX,placebo,1\n3,UM,placebo,2\n" + string.Concat(Enumerable.Repeat("1,UM,placebo,0\n", 20)));

        var ran = await line.RunAsync("import", "faulty.csv", "--mapping", "mapping.json");

        Assert.Equal((2, string.Empty), (ran.ExitCode, ran.Out));
        Assert.Contains("faulty.csv was not imported: 22 faults. Nothing was stored.", ran.Error, StringComparison.Ordinal);
        Assert.Contains("  row 3, column site: 'XX': is no site of the protocol: ", ran.Error, StringComparison.Ordinal);
        Assert.Contains("  row 4, column outcome: '2': is not one of 1, 0", ran.Error, StringComparison.Ordinal);
        Assert.Contains("  row 5, column id: '1': stands in row 2 already", ran.Error, StringComparison.Ordinal);
        Assert.Contains("  and 2 more; --json lists them.", ran.Error, StringComparison.Ordinal);
        Assert.EndsWith("Refused: import.faulty-file\n", ran.Error.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trial_is_created_once()
    {
        await line.CreatePublishedTrialAsync();

        var again = await line.RunAsync("trial", "create", "--protocol", "protocol.json");

        Assert.Equal(2, again.ExitCode);
        Assert.Contains("The store holds a trial INDO already.", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_faulty_protocol_leaves_no_store_behind()
    {
        var faulty = line.Write("faulty.json", JsonEdit.With(PublishedTrial.Protocol, "visits[0].forms[0].form", "\"rsik\""));

        var ran = await line.RunAsync("trial", "create", "--protocol", faulty);

        Assert.Equal(2, ran.ExitCode);
        Assert.Contains("$.visits[0].forms[0].form: 'rsik': is not one of risk, procedure, pancreatitis; did you mean 'risk'?", ran.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(line.StoreFile));
    }

    [Fact]
    public async Task A_store_is_migrated_once()
    {
        var first = await line.RunAsync("store", "migrate");
        var second = await line.RunAsync("store", "migrate");

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.StartsWith("Applied 0001_", first.Out, StringComparison.Ordinal);
        Assert.StartsWith("Up to date at ", second.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_trials_must_be_told_apart()
    {
        await line.CreatePublishedTrialAsync();
        _ = await line.RunAsync("trial", "create", "--protocol", line.Write("second.json", JsonEdit.With(PublishedTrial.Protocol, "code", "\"SECOND\"")));

        var unnamed = await line.RunAsync("analyse", "--spec", "analysis.json");
        var named = await line.RunAsync(
            "analyse", "--spec", line.Write("second-analysis.json", JsonEdit.With(PublishedTrial.Specification, "trial", "\"SECOND\"")), "--trial", "SECOND");
        var mistaken = await line.RunAsync("analyse", "--spec", "analysis.json", "--trial", "SECOND");
        var unknown = await line.RunAsync("analyse", "--spec", "analysis.json", "--trial", "THIRD");

        Assert.Contains("Refused: trial.not-named", unnamed.Error, StringComparison.Ordinal);
        Assert.Contains("Nobody has been allocated in SECOND yet", named.Error, StringComparison.Ordinal);
        Assert.Contains("$.trial: 'INDO'", mistaken.Error, StringComparison.Ordinal);
        Assert.Contains("Refused: trial.not-found", unknown.Error, StringComparison.Ordinal);
    }

    private static string With(string figure) => FormattableString.Invariant(
        $"{PublishedTrial.Printed(figure, "value")} (95 % CI {PublishedTrial.Printed(figure, "lower")} to {PublishedTrial.Printed(figure, "upper")})");

    private static string Of(string test) => $"{PublishedTrial.Printed(test, "statistic")}, p {PublishedTrial.Printed(test, "p")}";
}
