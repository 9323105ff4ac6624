using TrialData.Application.Allocation;
using TrialData.Application.Allocation.Clusters;
using TrialData.Application.Pipeline;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Allocation;

public sealed class AssessingClusters
{
    private static readonly double[] Sizes = [.. Enumerable.Range(0, 8).Select(i => 100.0 + (i * i * i))];

    // Over all 36 by counting: the areas of C1, C3, C5, C7 and of C2, C4, C6, C8 are halved.
    [Fact]
    public async Task Counts_scores_differences_and_pairs_of_the_acceptable_allocations()
    {
        var assessed = (await AssessAsync(TestClusters.Design)).Value;

        var scores = All().Select(Score).Order().ToList();
        var acceptable = All().Where(arms => Score(arms) <= 0.4).ToList();
        Assert.Equal(("constrained clusters 1", 2, 2, "36", true, 36, acceptable.Count), (assessed.Procedure, assessed.Areas, assessed.Arms, assessed.Allocations, assessed.IsEnumerated, assessed.Considered, assessed.Acceptable));
        Assert.Equal(scores[0], assessed.BestScore, 2e-5);
        Assert.Equal(scores[^1], assessed.WorstScore, 2e-5);
        Assert.Equal(0.4, assessed.CutOff, 1e-12);
        Assert.Equal((36, acceptable.Count), (assessed.Scores.Sum(bin => bin.Considered), assessed.Scores.Sum(bin => bin.Acceptable)));
        var size = Assert.Single(assessed.Covariates);
        Assert.Equal((acceptable.Average(Apart), acceptable.Max(Apart)), (size.Mean, size.Largest));
        Assert.Equal((All().Average(Apart), All().Max(Apart)), (size.MeanConsidered, size.LargestConsidered));
        Assert.Equal(28, assessed.Pairs.Count);
        Assert.All(assessed.Pairs, pair =>
        {
            var (first, second) = (pair.First[1] - '1', pair.Second[1] - '1');
            Assert.Equal((double)acceptable.Count(arms => arms[first] == arms[second]) / acceptable.Count, pair.Acceptable, 1e-12);
            Assert.Equal((double)All().Count(arms => arms[first] == arms[second]) / 36, pair.Considered, 1e-12);
        });

        // The two largest, 443 and 316 where the mean is 198, are never acceptable in one arm.
        Assert.Equal([("C7", "C8")], assessed.NeverTogether.Select(pair => (pair.First, pair.Second)));
        Assert.Empty(assessed.AlwaysTogether);
        Assert.Equal(["few-acceptable", "over-constrained"], assessed.Warnings.Select(warning => warning.Code));
        Assert.StartsWith("Only 18 allocations", assessed.Warnings[0].Text, StringComparison.Ordinal);
        Assert.StartsWith("1 of 28 pairs", assessed.Warnings[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_pairs_that_are_always_or_never_together_and_why()
    {
        var paired = JsonEdit.With(JsonEdit.With(TestClusters.DesignWith("\"accept\": 0.01"), "clusters[6].area", "\"pair\""), "clusters[7].area", "\"pair\"");

        var assessed = (await AssessAsync(paired)).Value;

        Assert.Equal(2, assessed.Acceptable);
        Assert.Equal(28, assessed.AlwaysTogether.Count + assessed.NeverTogether.Count);
        Assert.True(Assert.Single(assessed.NeverTogether, pair => (pair.First, pair.Second) == ("C7", "C8")).IsByArea);
        Assert.All(assessed.NeverTogether.Where(pair => pair.Considered > 0), pair => Assert.False(pair.IsByArea));
        Assert.Equal(["few-acceptable", "over-constrained"], assessed.Warnings.Select(warning => warning.Code));
        Assert.Contains("Moulton 2004", assessed.Warnings[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_where_nothing_is_good_enough()
    {
        var assessed = (await AssessAsync(TestClusters.DesignWith("\"acceptScoreUpTo\": 0.00001"))).Value;

        Assert.Equal((0, 0, 0), (assessed.Acceptable, assessed.Pairs.Count, assessed.Covariates.Count));
        Assert.Equal("none-acceptable", Assert.Single(assessed.Warnings).Code);
        Assert.Equal(All().Min(Score), assessed.BestScore, 2e-5);
    }

    [Fact]
    public async Task Looks_at_a_sample_of_very_many_and_at_the_same_for_the_same_seed()
    {
        var shipped = JsonEdit.With(Repository.Read("analysis-specs", "pod", "clusters.json"), "sample", "2000");

        var (first, again, other) = ((await AssessAsync(shipped)).Value, (await AssessAsync(shipped)).Value, (await AssessAsync(shipped, seed: 2)).Value);

        // Five areas of four have 6 ways each; of the four areas of three, two give two clusters to the one arm: (4 over 2) ways, and 3 in each.
        Assert.Equal(((6 * 6 * 6 * 6 * 6) * 6 * (3 * 3 * 3 * 3)).ToString(System.Globalization.CultureInfo.InvariantCulture), first.Allocations);
        Assert.Equal((false, 2000), (first.IsEnumerated, first.Considered));
        Assert.InRange(first.Acceptable, 200, 203);
        Assert.Equal(first.Pairs, again.Pairs);
        Assert.NotEqual(first.Pairs, other.Pairs);
        Assert.Empty(first.Warnings);
    }

    [Theory]
    [InlineData("clusters[2].covariates", "[]", "clusters[2].covariates")]
    [InlineData("acceptScoreUpTo", null, "accept")]
    [InlineData("procedure", "\"complete 1\"", "procedure")]
    public async Task Names_every_fault_of_a_design(string place, string? json, string at)
    {
        var refusal = (await AssessAsync(JsonEdit.With(TestClusters.Design, place, json))).Refusal!;

        Assert.Equal("allocation.invalid-design", refusal.Code);
        Assert.Contains(refusal.Faults, fault => fault.Place == at);
    }

    // Six arms and 60 areas of one cluster: some 770,000 draws for each allocation of the sample, for minutes.
    [Fact]
    public async Task Refuses_as_the_seal_does_what_would_take_too_long_to_draw()
    {
        var design = $$"""
            { "procedure": "constrained clusters 1", "arms": [{{string.Join(", ", Enumerable.Range(1, 6).Select(arm => FormattableString.Invariant($$"""{ "arm": "A{{arm}}", "ratio": 1 }""")))}}],
              "clusters": [{{string.Join(", ", Enumerable.Range(1, 60).Select(i => FormattableString.Invariant($$"""{ "code": "C{{i}}", "area": "area {{i}}", "covariates": [{{i}}] }""")))}}],
              "covariates": [{ "name": "size", "weight": 1 }], "enumerateUpTo": 1000, "sample": 1000, "accept": 0.1 }
            """;
        await using var trial = await TrialHost.OpenAsync(Storage.Engine.Sqlite, TestClusters.Protocol);

        var assessed = (await AssessAsync(design)).Refusal!;
        var isSealed = (await trial.AskAsync<SealScheme, SchemeSealed>("admin", new SealScheme(trial.TrialCode, design))).Refusal!;

        Assert.All([assessed, isSealed], refusal =>
        {
            Assert.Equal("allocation.invalid-design", refusal.Code);
            Assert.Contains("65,536 are allowed", Assert.Single(refusal.Faults, fault => fault.Place == "clusters").Reason, StringComparison.Ordinal);
        });
        Assert.Equal(0, await trial.CountAsync("Scheme"));
    }

    private static IEnumerable<int[]> All() => Enumerable.Range(0, 256)
        .Select(bits => Enumerable.Range(0, 8).Select(cluster => (bits >> cluster) & 1).ToArray())
        .Where(arms => Enumerable.Range(0, 2).All(area => arms.Where((_, cluster) => cluster % 2 == area).Sum() == 2));

    private static double Apart(int[] arms) => Math.Abs(Sizes.Where((_, i) => arms[i] == 0).Average() - Sizes.Where((_, i) => arms[i] == 1).Average());

    private static double Score(int[] arms) => Apart(arms) * Apart(arms) / (Sizes.Sum(x => (x - Sizes.Average()) * (x - Sizes.Average())) / 7);

    private static Task<Outcome<AssessedClusters>> AssessAsync(string design, long seed = 1) =>
        new AssessClustersHandler().HandleAsync(new AssessClusters(design, seed), CancellationToken.None);
}
