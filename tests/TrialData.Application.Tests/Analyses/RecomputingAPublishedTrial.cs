using System.Globalization;
using System.Text;
using TrialData.Application.Analyses;
using TrialData.Application.Exchange;
using TrialData.Statistics;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Analyses;

public sealed class RecomputingAPublishedTrial
{
    [Theory, OnSqlite, OnSqlServer]
    public async Task Gives_the_printed_figures_from_the_counts_by_site_and_arm(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine, PublishedTrial.Protocol);
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(PublishedTrial.Csv()));

        var imported = (await trial.AskAsync<ImportFinishedTrial, ImportedTrial>(
            "founder", new ImportFinishedTrial("INDO", PublishedTrial.Mapping, "indo.csv", file))).Value;

        Assert.Equal((602, 602L), (imported.Participants, imported.Answers));
        await AssertPublishedAsync(trial);
    }

    // 18,083 and 1,806 were counted with Python's csv module: the fields of item columns that are neither blank, NA nor NA_NA, and
    // the rows in which the aspirin derived from the two doses is decided.
    [SharedFact("data/trials/indo-rct.csv")]
    public async Task Gives_the_printed_figures_from_the_source_file()
    {
        await using var trial = await TrialHost.OpenAsync(Engine.Sqlite, PublishedTrial.Protocol);
        await using var file = System.IO.File.OpenRead(Path.Combine(Repository.Shared!, "data", "trials", "indo-rct.csv"));

        var imported = (await trial.AskAsync<ImportFinishedTrial, ImportedTrial>(
            "founder", new ImportFinishedTrial("INDO", Repository.Read("analysis-specs", "indo-rct", "import.json"), "indo-rct.csv", file))).Value;

        Assert.Equal((602, 1806L, 18_083L), (imported.Participants, imported.Forms, imported.Answers));
        await AssertPublishedAsync(trial);
    }

    private static async Task AssertPublishedAsync(TrialHost trial)
    {
        var results = (await trial.AskAsync<RunAnalysis, AnalysisResults>("founder", new RunAnalysis("INDO", PublishedTrial.Specification))).Value;
        var visit = Assert.Single(Assert.Single(results.Outcomes).Visits);
        foreach (var (site, arm, events, n) in PublishedTrial.Counts)
        {
            var cell = Assert.Single(visit.Rates, r => r.Site == site && r.Arm == arm);
            Assert.Equal((site, arm, events, n, n), (site, arm, cell.Events, cell.Recorded, cell.Randomised));
        }

        var comparison = Assert.Single(visit.Comparisons);
        var pooled = comparison.Pooled;
        var stratified = comparison.Stratified!;
        Assert.Equal((27, 295, 52, 307), (pooled.Events1, pooled.N1, pooled.Events0, pooled.N0));
        AssertPrinted("risk-difference", pooled.RiskDifferenceWald);
        AssertPrinted("risk-ratio", pooled.RiskRatio);
        AssertPrinted("fisher", "p", pooled.FisherP);
        AssertPrinted("chi-squared", "statistic", pooled.ChiSquared?.Statistic);
        AssertPrinted("chi-squared", "p", pooled.ChiSquared?.P);
        AssertPrinted("cmh", "statistic", stratified.CochranMantelHaenszel?.Statistic);
        AssertPrinted("cmh", "p", stratified.CochranMantelHaenszel?.P);
        AssertPrinted("odds-ratio-mh", stratified.OddsRatio);
        AssertPrinted("risk-difference-mh", stratified.RiskDifference);
    }

    private static void AssertPrinted(string figure, Estimate? estimate)
    {
        AssertPrinted(figure, "value", estimate?.Value);
        AssertPrinted(figure, "lower", estimate?.Lower);
        AssertPrinted(figure, "upper", estimate?.Upper);
    }

    private static void AssertPrinted(string figure, string part, double? value)
    {
        var printed = PublishedTrial.Printed(figure, part);
        var digits = printed.Length - printed.IndexOf('.', StringComparison.Ordinal) - 1;
        Assert.Equal((figure, part, printed), (figure, part, value?.ToString(FormattableString.Invariant($"F{digits}"), CultureInfo.InvariantCulture)));
    }
}
