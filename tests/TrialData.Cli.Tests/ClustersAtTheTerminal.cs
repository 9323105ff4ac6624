using System.Globalization;
using System.Xml.Linq;
using TrialData.Application.Administration;
using TrialData.Testing;
using Xunit;

namespace TrialData.Cli.Tests;

/// <summary>A trial of clusters at the terminal: assessed, sealed, allocated at once, used, revealed and verified.</summary>
public sealed class ClustersAtTheTerminal : IDisposable
{
    private readonly CommandLine line = new();
    private readonly Staff staff;

    public ClustersAtTheTerminal() => staff = new Staff(line);

    public void Dispose() => line.Dispose();

    [Fact]
    public async Task Shows_how_constrained_a_design_is_in_words_and_in_a_picture()
    {
        line.Write("clusters.json", TestClusters.Design);

        var ran = await line.RunAsync("randomisation", "assess-clusters", "--design", "clusters.json", "--figure", "clusters.svg");

        Assert.Equal((0, string.Empty), (ran.ExitCode, ran.Error));
        var lines = ran.Out.Split('\n').Select(text => text.TrimEnd()).ToList();
        Assert.Equal(
            [
                "Clusters       8 in 2 areas, 2 arms", "Allocations    36 with equal numbers within areas as far as possible", "Looked at      all 36", "Acceptable     18",
            ],
            lines.Take(4));

        // By the formula in floating point: 0.003176 and 2.053821.
        var scores = lines[4].Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Where(word => char.IsAsciiDigit(word[0])).Select(word => double.Parse(word, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal((0.4, 3), (scores[1], scores.Count));
        Assert.Equal(0.003176, scores[0], 2e-5);
        Assert.Equal(2.053821, scores[2], 2e-5);
        Assert.Single(lines, text => text.StartsWith("  size ", StringComparison.Ordinal));
        Assert.Contains("Always together: no pair.", lines);
        Assert.Contains("Never together: C7 and C8.", lines);
        Assert.Equal(2, lines.Count(text => text.StartsWith("Warning: ", StringComparison.Ordinal)));
        Assert.Single(XDocument.Parse(File.ReadAllText(line.PathOf("clusters.svg"))).Descendants(), element => element.Attribute("class")?.Value == "pair fixed");
        Assert.Equal(["clusters.json", "clusters.svg", "home"], Directory.GetFileSystemEntries(line.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Answers_in_JSON_and_names_faults_by_place()
    {
        line.Write("clusters.json", TestClusters.Design);
        line.Write("faulty.json", JsonEdit.With(TestClusters.Design, "clusters[3].area", "\" \""));

        var json = (await line.RunAsync("randomisation", "assess-clusters", "-d", "clusters.json", "--json")).Json();
        var faulty = await line.RunAsync("randomisation", "assess-clusters", "-d", "faulty.json");
        var other = await line.RunAsync("randomisation", "assess", "-d", "clusters.json");

        Assert.Equal((36, 18, 28), (json.GetProperty("considered").GetInt32(), json.GetProperty("acceptable").GetInt32(), json.GetProperty("pairs").GetArrayLength()));
        Assert.Equal("C7", json.GetProperty("neverTogether")[0].GetProperty("first").GetString());
        Assert.Equal((2, 2), (faulty.ExitCode, other.ExitCode));
        Assert.Contains("clusters[3].area", faulty.Error, StringComparison.Ordinal);
        Assert.Contains("assess-clusters", other.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task From_the_seal_to_the_proof()
    {
        await staff.OpenTrialAsync(TestClusters.Protocol);
        var admin = await staff.RegisterAsync("admin", Role.RandomisationAdministrator);
        var researcher = await staff.RegisterAsync("researcher", Role.SiteResearcher, "S1");
        var assessor = await staff.RegisterAsync("assessor", Role.Assessor, "S1");
        line.Write("design.json", TestClusters.Design);
        Assert.StartsWith("Sealed: constrained clusters 1.", (await OkAsync("randomisation", "seal", "--design", "design.json", "--token", admin)).Out, StringComparison.Ordinal);
        await RefusedAsync("allocation.nonce-missing", "randomisation", "allocate-clusters", "--token", admin);
        await OkAsync("randomisation", "nonce", "--nonce", "drawn by lot on a Tuesday");
        await RefusedAsync("allocation.clusters-not-allocated", "allocation", "clusters", "--token", researcher);

        var allocated = await OkAsync("randomisation", "allocate-clusters", "--token", admin);
        Assert.StartsWith("All 8 clusters are allocated: one of 18 acceptable allocations, of 36 looked at.\n", allocated.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("NEW", allocated.Out, StringComparison.Ordinal);
        await RefusedAsync("allocation.clusters-allocated-already", "randomisation", "allocate-clusters", "--token", admin);
        await RefusedAsync("access.not-permitted", "allocation", "clusters", "--token", admin);
        var arms = (await OkAsync("allocation", "clusters", "--token", researcher)).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["Cluster", "C1", "C2", "C3", "C4"], arms.Select(row => row.Split(' ')[0]));

        await RefusedAsync("screening.cluster-missing", "participant", "screen", "adult=yes", "dementia=no", "--site", "S1", "--on", staff.Day, "--token", researcher);
        await RefusedAsync("screening.no-such-cluster", "participant", "screen", "adult=yes", "dementia=no", "--site", "S1", "--cluster", "C5", "--on", staff.Day, "--token", researcher);
        var number = await EnrolWithBaselineAsync(researcher, "C2");
        Assert.Contains("C2", (await OkAsync("participant", "list", "--token", researcher)).Out, StringComparison.Ordinal);
        Assert.DoesNotContain("C2", (await OkAsync("participant", "list", "--token", assessor)).Out, StringComparison.Ordinal);
        var arm = (await OkAsync("randomise", number, "--token", researcher, "--json")).Json().GetProperty("arm").GetString();
        Assert.Contains($" {arm} (", arms[2], StringComparison.Ordinal);

        foreach (var site in new[] { "S1", "S2" })
        {
            await OkAsync("site", "close", site, "--on", staff.Day, "--reason", "Recruitment is over");
        }

        await OkAsync("randomisation", "reveal", "--token", admin);
        var secret = (await OkAsync("randomisation", "reveal", "--json")).Json().GetProperty("secret").GetString()!;
        await OkAsync("randomisation", "ledger", "--out", "ledger.jsonl");
        Assert.StartsWith("Sound: every one of 9 entries follows", (await OkAsync("randomisation", "verify", "ledger.jsonl", "--secret", secret)).Out, StringComparison.Ordinal);
        var lines = await File.ReadAllLinesAsync(line.PathOf("ledger.jsonl"));
        lines[9] = lines[9].Replace("\"cluster\":\"C2\"", "\"cluster\":\"C1\"", StringComparison.Ordinal);
        line.Write("tampered.jsonl", string.Join('\n', lines) + "\n");
        var tampered = await line.RunAsync("randomisation", "verify", "tampered.jsonl", "--secret", secret);
        Assert.NotEqual(0, tampered.ExitCode);
        Assert.Contains("Line 10 (entry 9)", tampered.Out + tampered.Error, StringComparison.Ordinal);
        await OkAsync("audit", "verify");
    }

    private async Task<string> EnrolWithBaselineAsync(string token, string cluster)
    {
        var screened = await OkAsync("participant", "screen", "adult=yes", "dementia=no", "--site", "S1", "--cluster", cluster, "--on", staff.Day, "--token", token, "--json");
        var number = screened.Json().GetProperty("number").GetString()!;
        var at = TimeProvider.System.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
        await OkAsync("participant", "consent", number, "--form", "consent-1", "--at", at, "--token", token);
        await OkAsync("participant", "enrol", number, "--on", staff.Day, "--token", token);
        await OkAsync("form", "save", number, "mood", "low=3", "--visit", "baseline", "--on", staff.Day, "--token", token);
        return number;
    }

    private async Task<Ran> OkAsync(params string[] args)
    {
        var ran = await line.RunAsync(args);
        Assert.True(ran.ExitCode == 0, $"{string.Join(' ', args)}: {ran.Out}{ran.Error}");
        return ran;
    }

    private async Task RefusedAsync(string code, params string[] args)
    {
        var ran = await line.RunAsync(args);
        Assert.Equal((2, $"Refused: {code}"), (ran.ExitCode, ran.Error.TrimEnd().Split('\n')[^1]));
    }
}
