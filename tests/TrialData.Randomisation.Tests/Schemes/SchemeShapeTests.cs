namespace TrialData.Randomisation.Tests;

public sealed class The_shape_of_a_scheme
{
    private static readonly Dictionary<string, string> Nobody = [];

    // Lengths of the sequences of small schemes, and how many of each length there are: counted by hand.
    public static TheoryData<string, int> Small => new()
    {
        { "blocks of 4", 6 },
        { "allocation rule of 6", 20 },
        { "maximal of 6 within 2", 18 },
        { "maximal of 8 within 1", 16 },
    };

    [Theory, MemberData(nameof(Small))]
    public void Takes_every_sequence_equally_often(string name, int sequences)
    {
        var (design, length) = name switch
        {
            "blocks of 4" => ((SchemeDesign)new PermutedBlockScheme(Designs.Equal, [], [4]), 4),
            "allocation rule of 6" => (new RandomAllocationRule(Designs.Equal, [], 6), 6),
            "maximal of 6 within 2" => (new MaximalProcedure(Designs.Equal, [], 6, 2), 6),
            _ => (new MaximalProcedure(Designs.Equal, [], 8, 1), 8),
        };

        var counts = Enumerable.Range(0, 20_000).Select(seed => Sequence(design, new SimulationDraws((ulong)seed), length)).CountBy(each => each).ToDictionary();

        Assert.Equal(sequences, counts.Count);
        Frequencies.AreEqual(counts.Index().SelectMany(each => Enumerable.Repeat(each.Index, each.Item.Value)), sequences);
    }

    [Fact]
    public void Keeps_its_limits()
    {
        var stick = Differences(new BigStick(Designs.Equal, [], 3), 2000);
        var maximal = Differences(new MaximalProcedure(Designs.Equal, [], 600, 4), 600);

        Assert.Equal((3, -3), (stick.Max(), stick.Min()));
        Assert.Equal((4, -4, 0), (maximal.Max(), maximal.Min(), maximal[^1]));
    }

    // Pocock SJ (1983), Clinical Trials, chapter 5: 80 patients with breast cancer; the next is ambulatory, under 50, with a disease-free
    // interval of 2 years or more and visceral metastasis. After allocation to A the ranges are 0, 2, 2, 1, to B 2, 0, 0, 3.
    [Theory]
    [InlineData(ImbalanceMeasure.Range, new[] { 5L, 5L }, "1/2")]
    [InlineData(ImbalanceMeasure.Variance, new[] { 9L, 13L }, "4/5")]
    public void Scores_the_worked_example_of_minimisation(ImbalanceMeasure measure, long[] scores, string probability)
    {
        string[] factors = ["status", "age", "interval", "site"];
        var design = new Minimisation([new("A", 1), new("B", 1)], [.. factors.Select(factor => new WeightedFactor(factor, [], 1))], new MinimisationRule(measure, 0.8m));
        var levels = new Dictionary<string, string> { ["status"] = "ambulatory", ["age"] = "<50", ["interval"] = ">=2", ["site"] = "visceral" };
        int[][] counts = [[40, 40], [30, 31], [18, 17], [9, 8], [19, 21]];

        var allocation = design.Allocate(new SimulationDraws(1), levels, [.. design.CellsOf(levels).Zip(counts, (cell, count) => new CellState(cell, count))])!;

        Assert.Equal(scores, allocation.Imbalance);
        Assert.Equal(probability, allocation.Probabilities[0].ToString());
        Assert.Equal(80, allocation.Draw!.Counter);
        Assert.Equal(["all", "status=ambulatory", @"age=<50", @"interval=>\=2", "site=visceral"], design.CellsOf(levels));
    }

    // isqrt(spread << 40) of Python's math.
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1048576)]
    [InlineData(2, 1482910)]
    [InlineData(16777215, 4294967167)]
    [InlineData(16777216, 4294967296)]
    [InlineData(99999999, 10485759947)]
    [InlineData(31999999999999, 5931641601515)]
    public void Takes_square_roots_in_whole_numbers(long spread, long root) => Assert.Equal(root, Imbalance.Root(spread));

    // Spreads 4 Σx² − (Σx)² of the two factors: 8 and 8 after A, 0 and 32 after B. √8 + √8 = √32, but rounded down to 20 binary digits
    // after the point (Python's isqrt) the first is one less.
    [Fact]
    public void Calls_a_tie_what_only_rounding_down_tells_apart()
    {
        var design = new Minimisation(
            [new("A", 1), new("B", 1), new("C", 1), new("D", 1)], [new("f", [], 1), new("g", [], 1)], new MinimisationRule(ImbalanceMeasure.StandardDeviation, 0.8m));
        IReadOnlyList<CellState> cells = [new("all", [0, 0, 0, 0]), new("f=x", [1, 0, 1, 1]), new("g=x", [0, 3, 2, 2])];

        var allocation = design.Allocate(new SimulationDraws(1), new Dictionary<string, string> { ["f"] = "x", ["g"] = "x" }, cells)!;

        Assert.Equal([5931640, 5931641, 8102772, 8102772], allocation.Imbalance);
        Assert.Equal(["13/30", "13/30", "1/15", "1/15"], allocation.Probabilities.Select(each => each.ToString()));
    }

    [Fact]
    public void Counts_a_downtime_slot_where_it_answers_to_balance_and_leaves_sequences_alone()
    {
        var minimised = new Minimisation(Designs.TwoToOne, [new("site", [], 1)], new MinimisationRule(ImbalanceMeasure.Range, 0.8m));
        var levels = new Dictionary<string, string> { ["site"] = "S1" };
        IReadOnlyList<CellState> fresh = [new("all", [0, 0, 0]), new("site=S1", [0, 0, 0])];
        var blocks = new PermutedBlockScheme(Designs.TwoToOne, [Designs.Site], [3]);
        IReadOnlyList<CellState> open = [new("site=S1", [3, 3, 1, 0])];

        Assert.All(minimised.CountDowntime(levels, fresh, 1), cell => Assert.Equal([0, 1, 0], cell.Counters));
        Assert.Same(open, blocks.CountDowntime(levels, open, 1));
        Assert.Throws<ArgumentException>(() => minimised.CountDowntime(levels, fresh, 3));
    }

    [Fact]
    public void Has_slots_in_the_ratio_whatever_the_scheme()
    {
        var draws = new SimulationDraws(4);
        var slots = Enumerable.Range(0, 60).Select(k => DowntimeSlots.Of(new CompleteRandomisation(Designs.Uneven), draws, "S1", k).Arm).ToList();

        Assert.All(slots.Chunk(12), block => Assert.Equal((6, 4, 2), (block.Count(arm => arm == "A"), block.Count(arm => arm == "B"), block.Count(arm => arm == "C"))));
        Assert.NotEqual(slots[..12], slots[12..24]);
    }

    [Fact]
    public void Has_no_place_left_when_it_is_full()
    {
        var trial = new ByHand(new RandomAllocationRule(Designs.Equal, [], 4), new SimulationDraws(1));

        Assert.Equal([true, true, true, true, false], Enumerable.Range(0, 5).Select(_ => trial.Allocate(Nobody) is not null));
    }

    [Fact]
    public void Follows_a_list_row_by_row_within_the_stratum()
    {
        ListRow Row(string sex, string arm) => new(new Dictionary<string, string> { ["sex"] = sex }, arm);
        var design = new UploadedList(Designs.Equal, [new Factor("sex", ["f", "m"])], [Row("m", "POD"), Row("m", "TAU"), Row("f", "TAU"), Row("m", "POD")], "", isInPieces: true);
        var trial = new ByHand(design, new SimulationDraws(1));
        string Next(string sex) => trial.Allocate(new Dictionary<string, string> { ["sex"] = sex })?.Arm ?? "none";

        Assert.Equal(["POD", "TAU", "TAU", "none", "POD", "none"], new[] { Next("m"), Next("m"), Next("f"), Next("f"), Next("m"), Next("m") });
    }

    private static string Sequence(SchemeDesign design, IDraws draws, int length)
    {
        var trial = new ByHand(design, draws);
        return string.Concat(Enumerable.Range(0, length).Select(_ => trial.Allocate(Nobody)!.Arm[0]));
    }

    private static List<int> Differences(SchemeDesign design, int length)
    {
        var trial = new ByHand(design, new SimulationDraws(12));
        var lead = 0;
        return [.. Enumerable.Range(0, length).Select(_ => lead += trial.Allocate(Nobody)!.Share == 0 ? 1 : -1)];
    }
}
