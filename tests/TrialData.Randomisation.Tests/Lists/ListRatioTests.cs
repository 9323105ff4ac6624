namespace TrialData.Randomisation.Tests;

public sealed class The_ratio_of_an_uploaded_list
{
    private static readonly Factor[] FourSites = [new("site", ["S1", "S2", "S3", "S4"])];

    // By hand: of 40 rows 4 or fewer OLD in (1 + 40 + 780 + 9880 + 91390) of 2⁴⁰ ways, and twice that; of 64 none in 1 of 2⁶⁴.
    [Theory]
    [InlineData(4, 40, 0.5, 2 * 102_091 / 1_099_511_627_776.0)]
    [InlineData(36, 40, 0.5, 2 * 102_091 / 1_099_511_627_776.0)]
    [InlineData(64, 64, 0.5, 1.0842021724855044e-19)]
    [InlineData(1, 2, 0.5, 1)]
    [InlineData(0, 3, 2.0 / 3, 2.0 / 27)]
    public void Is_tested_by_the_exact_binomial_probability(int count, int rows, double share, double expected) =>
        Assert.Equal(1, ShareTest.Probability(count, rows, share) / expected, 1e-9);

    [Fact]
    public void Is_refused_where_it_is_off_over_all_strata_though_no_stratum_is()
    {
        var plan = new ListPlan(Designs.Equal, FourSites, [], 1);

        var onlyOne = plan.Check(Rows([(16, 0), (16, 0), (16, 0), (16, 0)]));
        var nineToOne = plan.Check(Rows([(9, 1), (9, 1), (9, 1), (9, 1)]));

        Assert.Equal([("ratio", null, "", "arm", "POD"), ("ratio", null, "", "arm", "TAU")], onlyOne.Select(Place));
        Assert.Contains("Arm POD has 64 of 64 rows of the whole list", onlyOne[0].Text, StringComparison.Ordinal);
        Assert.Equal([("ratio", null, "", "arm", "POD"), ("ratio", null, "", "arm", "TAU")], nineToOne.Select(Place));
        Assert.Contains("Arm TAU has 4 of 40 rows", nineToOne[1].Text, StringComparison.Ordinal);
        Assert.Empty(plan.Check(Rows([(9, 7), (6, 10), (8, 8), (11, 5)])));
    }

    // 15 of 15 happen once in 2¹⁴ to either side, 6.1e-5; of four strata one may be so with 2.5e-5 only.
    [Fact]
    public void Is_refused_in_a_stratum_by_its_part_of_the_level()
    {
        var one = new ListPlan(Designs.Equal, [], [], 1);
        var four = one with { StratifyBy = FourSites };

        Assert.Equal([("ratio", null, "all", "arm", "POD"), ("ratio", null, "all", "arm", "TAU")], one.Check(Rows([(15, 0)], isStratified: false)).Select(Place));
        Assert.Empty(one.Check(Rows([(14, 0)], isStratified: false)));
        Assert.Empty(four.Check(Rows([(15, 0), (1, 16), (8, 8), (8, 8)])));
        Assert.Equal(
            [("ratio", null, "site=S1", "arm", "POD"), ("ratio", null, "site=S1", "arm", "TAU")],
            four.Check(Rows([(17, 0), (1, 16), (8, 8), (8, 8)])).Select(Place));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Is_refused_where_blocks_are_cut_off_in_one_arm_s_favour(bool isNamed)
    {
        var plan = new ListPlan(Designs.Equal, FourSites, [8], 4);
        var favoured = Rows([(4, 0), (4, 0), (4, 0), (4, 0)], isNamed ? 1 : null);

        var faults = plan.Check(favoured);

        Assert.Equal([("ratio", null, "", "arm", "POD"), ("ratio", null, "", "arm", "TAU")], faults.Select(Place));
        Assert.Contains("Arm POD has 16 of 16 rows of blocks that are not complete", faults[0].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Is_warned_of_where_the_last_block_is_cut_off_with_arms_apart(bool isNamed)
    {
        var plan = new ListPlan(Designs.Equal, FourSites, [8], 3);
        var rows = Rows([(4, 0), (2, 1), (4, 4), (1, 2)], isNamed ? 1 : null);

        Assert.Empty(plan.Check(rows));
        var warning = Assert.Single(plan.Warnings(rows));
        Assert.Equal(("block-cut-off", 1, "site=S1", isNamed ? "block" : null, isNamed ? "1" : null), Place(warning));
        Assert.Contains("after 4 rows, where the arms are apart: POD 4, TAU 0", warning.Text, StringComparison.Ordinal);
    }

    // AB BA, then A: the block that began there is cut off in balance. AAAB could be no four blocks of two.
    [Fact]
    public void Is_read_in_the_favour_of_a_list_without_block_numbers()
    {
        var plan = new ListPlan(Designs.Equal, [], [2, 4], 1);

        Assert.Empty(plan.Warnings([.. "ABBAA".Select(Row)]));
        Assert.Equal(5, Assert.Single(plan.Warnings([.. "ABBAAA".Select(Row)])).Row);

        static ListRow Row(char arm) => new(new Dictionary<string, string>(), arm == 'A' ? "POD" : "TAU");
    }

    [Fact]
    public void Names_the_arms_of_a_block_that_is_unbalanced_by_their_codes()
    {
        var named = new ListPlan(Designs.Equal, [], [4], 1).Check(Rows([(3, 1)], block: 1, isStratified: false)).Single();
        var found = new ListPlan(Designs.Equal, [], [4], 1).Check(Rows([(3, 1)], isStratified: false)).Single();

        Assert.Equal(("block-unbalanced", 1, "all", "block", "1"), Place(named));
        Assert.Contains("POD 3, TAU 1", named.Text, StringComparison.Ordinal);
        Assert.Equal(("block-unbalanced", 3, "all", "arm", "POD"), Place(found));
    }

    // Level 10⁻⁴ twice for each arm: of 10,000 good lists of two arms 2 are expected at most, and more than 9 with probability 5e-5; of three arms 6, and more than 16 with 1e-4.
    [Theory]
    [InlineData("POD 1 TAU 1", false, 9)]
    [InlineData("POD 2 TAU 1", false, 9)]
    [InlineData("A 1 B 1 C 1", false, 16)]
    [InlineData("POD 1 TAU 1", true, 9)]
    public void Is_seldom_refused_of_a_good_list(string arms, bool hasBlocks, int most)
    {
        const int Lists = 10_000;
        const int RowsOfStratum = 20;
        ArmRatio[] ratios = [.. arms.Split(' ').Chunk(2).Select(arm => new ArmRatio(arm[0], arm[1][0] - '0'))];
        var plan = new ListPlan(ratios, FourSites, hasBlocks ? [8, 12] : [], RowsOfStratum);
        var levels = FourSites[0].Levels.Select(site => new Dictionary<string, string> { ["site"] = site }).ToList();
        var refused = 0;

        for (ulong list = 0; list < Lists; list++)
        {
            var stream = new SimulationStream(17, list);
            refused += plan.Check([.. levels.SelectMany(stratum => Arms(stream).Take(RowsOfStratum).Select(arm => new ListRow(stratum, ratios[arm].Arm)))]).Count > 0 ? 1 : 0;
        }

        Assert.InRange(refused, 0, most);

        IEnumerable<int> Arms(SimulationStream stream)
        {
            while (true)
            {
                var times = hasBlocks ? 4 + (2 * stream.Below(2)) : 1;
                List<int> block = [.. ratios.Index().SelectMany(arm => Enumerable.Repeat(arm.Index, arm.Item.Ratio * times))];
                if (!hasBlocks)
                {
                    yield return block[stream.Below(block.Count)];
                    continue;
                }

                while (block.Count > 0)
                {
                    var at = stream.Below(block.Count);
                    yield return block[at];
                    block.RemoveAt(at);
                }
            }
        }
    }

    private static (string, int?, string, string?, string?) Place(ListFault fault) => (fault.Code, fault.Row, fault.Stratum, fault.Column, fault.Value);

    private static List<ListRow> Rows((int Pod, int Tau)[] strata, int? block = null, bool isStratified = true) =>
    [
        .. strata.Index().SelectMany(stratum => Enumerable.Repeat("POD", stratum.Item.Pod).Concat(Enumerable.Repeat("TAU", stratum.Item.Tau))
            .Select(arm => new ListRow(isStratified ? new Dictionary<string, string> { ["site"] = FormattableString.Invariant($"S{stratum.Index + 1}") } : [], arm, Block: block))),
    ];
}
