using System.Text;
using System.Text.RegularExpressions;
using TrialData.Application.Analyses;
using TrialData.Application.Exchange;
using TrialData.Application.Protocol;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Schemas;

/// <summary>The files printed in <c>docs/guide/own-trial.md</c>, used as the guide says.</summary>
public sealed partial class GuideExampleTests
{
    private static readonly string[] Blocks =
        Fenced().Matches(Repository.Read("docs", "guide", "own-trial.md").ReplaceLineEndings("\n")).Select(m => m.Groups["text"].Value).ToArray();

    [Fact]
    public async Task Give_what_the_guide_says()
    {
        var (protocol, mapping, file, specification) = (Blocks[0], Blocks[1], Blocks[2], Blocks[4]);
        await using var host = await TrialHost.StartAsync(Engine.Sqlite);
        await host.FoundAsync();
        _ = (await host.AskAsync<CreateTrial, TrialCreated>("founder", new CreateTrial(protocol))).Value;

        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(file));
        var imported = (await host.AskAsync<ImportFinishedTrial, ImportedTrial>(
            "founder", new ImportFinishedTrial("WORK", mapping, "trial.csv", stream))).Value;
        var results = (await host.AskAsync<RunAnalysis, AnalysisResults>("founder", new RunAnalysis("WORK", specification))).Value;

        Assert.Equal((6, 5L, 8L), (imported.Participants, imported.Forms, imported.Answers));
        var all = Assert.Single(results.Outcomes).Visits.Single().Comparisons.Single().Pooled;
        Assert.Equal((2, 2, 1, 3), (all.Events1, all.N1, all.Events0, all.N0));
    }

    [GeneratedRegex("^```[a-z]*\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Fenced();
}
