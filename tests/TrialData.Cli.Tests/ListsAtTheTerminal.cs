using TrialData.Application.Administration;
using Xunit;

namespace TrialData.Cli.Tests;

public sealed class ListsAtTheTerminal : IDisposable
{
    private const string Plan = """
        { "procedure": "uploaded list 2", "arms": [{ "arm": "NEW", "ratio": 1 }, { "arm": "OLD", "ratio": 1 }],
          "factors": [{ "name": "site", "levels": ["S1", "S2"] }], "blockSizes": [2] }
        """;

    private const string Rows = "site,number,arm\nS1,1,NEW\nS1,2,OLD\nS2,1,OLD\nS2,2,NEW\n";

    private readonly CommandLine line = new();
    private readonly Staff staff;

    public ListsAtTheTerminal() => staff = new Staff(line);

    public void Dispose() => line.Dispose();

    [Fact]
    public async Task Are_checked_without_a_store()
    {
        var (plan, good) = (line.Write("plan.json", Plan), line.Write("good.csv", Rows));
        var bad = line.Write("bad.csv", Rows.Replace("S1,2,OLD", "S1,2,old", StringComparison.Ordinal));

        var sound = await line.RunAsync("randomisation", "check-list", "--list", good, "--design", plan);
        var faulty = await line.RunAsync("randomisation", "check-list", "--list", bad, "--design", plan);
        var json = await line.RunAsync("randomisation", "check-list", "--list", bad, "--design", plan, "--json");

        Assert.Equal(0, sound.ExitCode);
        Assert.StartsWith("As planned: 4 rows, strata: 2.", sound.Out, StringComparison.Ordinal);
        Assert.Equal(1, faulty.ExitCode);
        Assert.Contains("  unknown-arm: row 3, column arm, 'old': 'old' is not the code of an arm.", faulty.Out, StringComparison.Ordinal);
        var fault = json.Json().GetProperty("faults")[0];
        Assert.Equal(("unknown-arm", 3, "arm", "old"), (fault.GetProperty("code").GetString(), fault.GetProperty("row").GetInt32(), fault.GetProperty("column").GetString(), fault.GetProperty("value").GetString()));
        Assert.False(File.Exists(line.StoreFile));
    }

    [Fact]
    public async Task Are_sealed_allocated_from_revealed_and_verified()
    {
        await staff.OpenTrialAsync();
        var admin = await staff.RegisterAsync("admin", Role.RandomisationAdministrator);
        var (plan, rows) = (line.Write("plan.json", Plan), line.Write("rows.csv", Rows));
        var (ledger, revealed) = (line.Write("ledger.jsonl", ""), line.Write("revealed.csv", ""));
        Assert.Contains("allocation.list-missing", (await line.RunAsync("randomisation", "seal", "--design", plan, "--token", admin)).Error, StringComparison.Ordinal);

        var isSealed = await line.RunAsync("randomisation", "seal", "--design", plan, "--list", rows, "--token", admin);
        Assert.Equal(0, isSealed.ExitCode);
        Assert.Contains("allocation.list-not-appended", (await line.RunAsync("randomisation", "seal", "--design", plan, "--list", rows, "--token", admin)).Error, StringComparison.Ordinal);
        Assert.Equal(0, (await line.RunAsync("randomisation", "nonce", "--nonce", "a nonce of the founder")).ExitCode);
        var researcher = await staff.RegisterAsync("researcher", Role.SiteResearcher, "S1");
        var number = await staff.EnrolAsync(researcher);
        Assert.Equal(0, (await line.RunAsync("form", "save", number, "mood", "--visit", "baseline", "low=3", "--on", staff.Day, "--token", researcher)).ExitCode);
        var id = (await line.RunAsync("participant", "list", "--token", researcher, "--json")).Json().GetProperty("participants")[0].GetProperty("publicId").GetString()!;
        Assert.Equal("NEW", (await line.RunAsync("randomise", id, "--token", researcher, "--json")).Json().GetProperty("arm").GetString());

        foreach (var site in new[] { "S1", "S2" })
        {
            _ = await line.RunAsync("site", "close", site, "--on", staff.Day, "--reason", "Recruitment is over");
        }

        Assert.Equal(0, (await line.RunAsync("randomisation", "reveal", "--token", admin)).ExitCode);
        var printed = await line.RunAsync("randomisation", "reveal");
        var reveal = await line.RunAsync("randomisation", "reveal", "--list", revealed);
        Assert.Contains("asks with --revealed", (await line.RunAsync("randomisation", "ledger", "--out", ledger, "--token", admin)).Error, StringComparison.Ordinal);
        Assert.Equal(0, (await line.RunAsync("randomisation", "ledger", "--revealed", "--out", ledger, "--token", admin)).ExitCode);
        var secret = reveal.Out.Split('\n').Single(text => text.StartsWith("secret", StringComparison.Ordinal))[^64..];
        var verified = await line.RunAsync("randomisation", "verify", ledger, "--secret", secret, "--list", revealed);
        var withoutList = await line.RunAsync("randomisation", "verify", ledger, "--secret", secret);

        Assert.EndsWith("list\n" + Rows, printed.Out.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal(Rows, await File.ReadAllTextAsync(revealed));
        Assert.StartsWith("Sound: every one of 1 entries", verified.Out, StringComparison.Ordinal);
        Assert.Equal(1, withoutList.ExitCode);
    }
}
