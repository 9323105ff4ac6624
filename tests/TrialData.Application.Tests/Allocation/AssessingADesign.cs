using TrialData.Application.Allocation;
using TrialData.Application.Pipeline;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Allocation;

public sealed class AssessingADesign
{
    private const string Blocks = """
        { "procedure": "permuted blocks 2", "arms": [{ "arm": "POD", "ratio": 1 }, { "arm": "TAU", "ratio": 1 }], "factors": [{ "name": "site" }], "blockSizes": [4] }
        """;

    private static readonly string Shipped = Repository.Read("analysis-specs", "pod", "randomisation.json");

    // A coin is guessed by a coin. The four places of a block of 4 are guessed with 1/2, 2/3, (2/3)(1/2) + 1/3 and 1: 17/24 = 0.708,
    // and a little less where the last block of a site stays open. The others by another program, which also had 600 participants at six
    // sites with two factors of two levels.
    [Fact]
    public async Task Sets_the_usual_schemes_beside_it_with_the_rates_that_are_known_of_them()
    {
        var assessed = (await AssessAsync([("mine", Shipped)], compare: true, simulations: 400)).Value;

        Assert.Equal(
            [
                ("mine", true), ("coin", false), ("blocks of 4 by site", false), ("blocks of 2, 4, 6 by site", false), ("blocks of 4 by all factors", false),
                ("minimisation, p = 0.9", false), ("minimisation, p = 0.8", false), ("minimisation, p = 0.7", false), ("minimisation without site, p = 0.8", false),
            ],
            assessed.Designs.Select(design => (design.Name, design.IsOffered)));
        var rates = assessed.Designs.ToDictionary(design => design.Name, design => design.GuessRate, StringComparer.Ordinal);
        Assert.Equal(0.5, rates["coin"], 0.01);
        Assert.Equal(17.0 / 24, rates["blocks of 4 by site"], 0.01);
        Assert.Equal(0.701, rates["blocks of 2, 4, 6 by site"], 0.01);
        Assert.Equal(0.62, rates["minimisation, p = 0.8"], 0.02);
        Assert.Equal(0.507, rates["minimisation without site, p = 0.8"], 0.02);

        // The shipped design is minimisation with p = 0.7 over these very factors.
        Assert.Equal(rates["minimisation, p = 0.7"], rates["mine"], 0.005);
        Assert.All(assessed.Designs, design => Assert.InRange(design.GuessRateError, 0.0001, 0.01));
    }

    // 400 participants of a single site in blocks of 4: nothing is left open, and every trial and site ends even.
    [Fact]
    public async Task Counts_no_imbalance_where_every_block_is_complete()
    {
        var assessed = (await AssessAsync([("blocks", Blocks)], participants: 400, sites: 1, simulations: 50)).Value;

        var design = Assert.Single(assessed.Designs);
        Assert.Equal((0.0, 0.0, 0.0, 0.0), (design.Overall, design.LargestSite, design.Margins, design.LargestMargin));
        Assert.Equal(17.0 / 24, design.GuessRate, 0.01);
    }

    // Every scheme of the house keeps its ratio at each step: two of three participants, the first as the last.
    [Fact]
    public async Task Tells_how_probable_each_arm_is_from_the_first_to_the_last()
    {
        var unequal = JsonEdit.With(JsonEdit.With(Blocks, "arms[0].ratio", "2"), "blockSizes[0]", "3");

        var design = Assert.Single((await AssessAsync([("blocks", unequal)], participants: 90, simulations: 4000)).Value.Designs);

        Assert.Equal([1, 2, 5, 10, 20, 50, 90], design.OverTime.Select(each => each.Participant));
        Assert.All(design.OverTime, each =>
        {
            Assert.Equal(["POD", "TAU"], each.Arms.Select(arm => arm.Arm));
            Assert.Equal((2 / 3.0, 1 / 3.0), (each.Arms[0].Target, each.Arms[1].Target));
            Assert.Equal(1, each.Arms.Sum(arm => arm.Share), 1e-12);

            // The standard error of a share of 4,000 near two thirds is 0.75 %; four of them are left to chance.
            Assert.All(each.Arms, arm => Assert.Equal(0.00745, arm.Error, 0.0002));
            Assert.Equal(2 / 3.0, each.Arms[0].Share, 4 * 0.00745);
        });
    }

    [Fact]
    public async Task Leaves_a_design_of_clusters_to_its_own_command()
    {
        var fault = Assert.Single((await AssessAsync([("clusters", TestClusters.Design)])).Refusal!.Faults);

        Assert.Equal("clusters: procedure", fault.Place);
        Assert.Contains("assess-clusters", fault.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Warns_of_a_design_that_is_guessed_too_often_and_of_no_other()
    {
        var assessed = (await AssessAsync([("blocks", Blocks), ("pod", Shipped)], simulations: 200)).Value;

        Assert.Contains("guess", Assert.Single(assessed.Designs[0].Warnings), StringComparison.Ordinal);
        Assert.Empty(assessed.Designs[1].Warnings);
    }

    [Fact]
    public async Task Says_what_is_assumed()
    {
        var assessed = (await AssessAsync([("pod", Shipped)], participants: 60, simulations: 7, sites: 3)).Value;

        Assert.Equal("60 participants a trial, 7 simulated trials, seed 1", assessed.Assumptions[0]);
        Assert.Equal(
            "site with 3 levels, equally frequent; severity with 2 levels, equally frequent; occupation with 2 levels, equally frequent; factors independent of each other",
            assessed.Assumptions[1]);
    }

    [Fact]
    public async Task Gives_the_same_numbers_for_the_same_seed_alone()
    {
        var (first, again, other) = (await RatesAsync(seed: 5), await RatesAsync(seed: 5), await RatesAsync(seed: 6));

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);

        static async Task<IReadOnlyList<double>> RatesAsync(long seed) =>
            [.. (await AssessAsync([("pod", Shipped)], participants: 60, simulations: 40, compare: true, seed: seed)).Value.Designs.Select(design => design.GuessRate)];
    }

    [Fact]
    public async Task Says_how_far_it_is_over_all_designs()
    {
        var steps = new Steps();
        var request = new AssessDesign([("blocks", Blocks), ("pod", Shipped)], Participants: 60, Simulations: 500, Sites: 6, Compare: false) { Progress = steps };

        _ = (await new AssessDesignHandler().HandleAsync(request, CancellationToken.None)).Value;

        Assert.Equal((2000L, 2000L), steps.Reported.Max());
        Assert.All(steps.Reported, step => Assert.InRange(step.Done, 0, step.Of));
    }

    [Fact]
    public async Task Can_be_stopped()
    {
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new AssessDesignHandler().HandleAsync(
            new AssessDesign([("pod", Shipped)], 600, 1_000_000, 6, Compare: false), stopped.Token));
    }

    [Theory]
    [InlineData("blockSizes[0]", "3", "blockSizes[0]", "3", "is not a multiple of 2")]
    [InlineData("procedure", "\"lots\"", "procedure", "lots", "is not a procedure of this program")]
    [InlineData("arms[1].ratio", "0", "arms[1].ratio", "0", "must be from 1 to")]
    [InlineData("factors[0].name", "\"centre\"", "factors[0].levels", null, "of centre are missing")]
    [InlineData("factors[0]", "{ \"name\": \"severity\", \"levels\": [\"low\", \"high\"] }", "factors[0].levels", "low, high", "are not those of severity in other: up-to-moderate, marked")]
    public async Task Names_design_place_and_value_of_a_fault(string place, string json, string at, string? value, string reason)
    {
        var refusal = (await AssessAsync([("other", Shipped), ("mine", JsonEdit.With(Blocks, place, json))])).Refusal!;

        Assert.Equal("allocation.invalid-design", refusal.Code);
        var fault = Assert.Single(refusal.Faults, fault => fault.Place == $"mine: {at}");
        Assert.Equal(value, fault.Value);
        Assert.Contains(reason, fault.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(refusal.Faults, fault => fault.Place.StartsWith("other", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Names_the_faults_of_every_design()
    {
        var refusal = (await AssessAsync([("one", "{"), ("two", JsonEdit.With(Blocks, "blockSizes", "[3, 5]"))])).Refusal!;

        Assert.Equal(["one: ", "two: blockSizes[0]", "two: blockSizes[1]"], refusal.Faults.Select(fault => fault.Place));
    }

    // Once, though there are eight schemes beside it.
    [Theory]
    [InlineData(0, 10, 6, "mine: participants", "0")]
    [InlineData(600, 0, 6, "mine: simulations", "0")]
    [InlineData(600, 10, 0, "sites", "0")]
    [InlineData(600, 10, 1001, "sites", "1001")]
    public async Task Says_a_fault_of_the_request_once(int participants, int simulations, int sites, string place, string value)
    {
        var refusal = (await AssessAsync([("mine", Shipped)], participants, simulations, sites, compare: true)).Refusal!;

        Assert.Equal((place, value), Assert.Single(refusal.Faults.Select(fault => (fault.Place, fault.Value))));
    }

    [Fact]
    public async Task Needs_a_design() => Assert.Equal("design", Assert.Single((await AssessAsync([])).Refusal!.Faults).Place);

    private static Task<Outcome<DesignAssessments>> AssessAsync(
        IReadOnlyList<(string Name, string Json)> designs, int participants = 600, int simulations = 100, int sites = 6, bool compare = false, long seed = 1) =>
        new AssessDesignHandler().HandleAsync(new AssessDesign(designs, participants, simulations, sites, compare, seed), CancellationToken.None);

    private sealed class Steps : IProgress<(long Done, long Of)>
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<(long Done, long Of)> reported = new();

        public IReadOnlyCollection<(long Done, long Of)> Reported => reported;

        public void Report((long Done, long Of) value) => reported.Enqueue(value);
    }
}
