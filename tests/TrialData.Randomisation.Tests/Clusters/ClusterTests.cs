namespace TrialData.Randomisation.Tests;

public sealed class Constrained_randomisation_of_clusters
{
    private static readonly ClusterDesign Small = Design(clusters: 8, areas: 2, new ClusterRule(1000, 100, 0.25m));

    [Fact]
    public void Agrees_with_an_independent_program() => Assert.All(Vectors.OfSchemes<ClusterVector>("clusters"), vector =>
    {
        using var draws = new SealedDraws(Convert.FromHexString(vector.Secret), "pod-1");
        var design = ClusterDesign.Read(vector.Scheme).Value!;

        var allocation = ConstrainedRandomisation.Allocate(design, draws)!;
        var assessment = ConstrainedRandomisation.Assess(design, draws);

        Assert.Equal(vector.Scheme, design.ToCanonicalJson("pod-1"));
        Assert.Equal(vector.ArmOfCluster, allocation.ArmOfCluster);
        Assert.Equal((vector.Considered, vector.Acceptable, vector.Allocations), (allocation.Considered, allocation.Acceptable, allocation.Allocations.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(new SchemeDraw("choice", 0, vector.Acceptable, vector.Value), allocation.Draw);
        Assert.Equal(vector.Probabilities, allocation.Probabilities.Select(each => each.Select(chance => chance.ToString())));
        Assert.Equal(vector.Score, allocation.Score, 1e-12 * Math.Max(1, vector.Score));
        Assert.Equal(vector.Limit, assessment.CutOff, 1e-12 * Math.Max(1, vector.Limit));
        Assert.Equal(vector.Best, assessment.BestScore, 1e-12 * Math.Max(1, vector.Best));
        Assert.Equal((allocation.Considered, allocation.Acceptable, allocation.Allocations), (assessment.Considered, assessment.Acceptable, assessment.Allocations));
    });

    [Fact]
    public void Takes_each_acceptable_allocation_equally_often_and_no_other()
    {
        var seen = Enumerable.Range(0, 5000).Select(seed => ConstrainedRandomisation.Allocate(Small, new SimulationDraws((ulong)seed))!).ToList();
        var allocations = seen.CountBy(each => string.Concat(each.ArmOfCluster)).ToList();

        Assert.Equal(36, seen[0].Considered);
        Assert.Equal(seen[0].Acceptable, allocations.Count);
        Assert.All(seen, each => Assert.InRange(each.Score, 0, ConstrainedRandomisation.Assess(Small, new SimulationDraws(1)).CutOff));
        Assert.Equal(10, seen[0].Acceptable);
        Frequencies.AreEqual(allocations.Index().SelectMany(each => Enumerable.Repeat(each.Index, each.Item.Value)), allocations.Count);
    }

    // An allocation and the one with arms exchanged have the same score, so none is favoured.
    [Fact]
    public void Gives_every_cluster_every_arm_equally_often()
    {
        var seen = Enumerable.Range(0, 2000).Select(seed => ConstrainedRandomisation.Allocate(Small, new SimulationDraws((ulong)seed))!.ArmOfCluster).ToList();

        Assert.All(Enumerable.Range(0, 8), cluster => Frequencies.AreEqual(seen.Select(arms => arms[cluster] == "POD" ? 0 : 1), 2));
    }

    [Fact]
    public void Of_32_clusters_in_9_areas_balances_numbers_within_areas()
    {
        var design = Design(clusters: 32, areas: 9, new ClusterRule(100_000, 10_000, 0.1m));
        var allocation = ConstrainedRandomisation.Allocate(design, new SimulationDraws(1))!;
        var assessment = ConstrainedRandomisation.Assess(design, new SimulationDraws(1));

        Assert.Equal((10_000, 496), (allocation.Considered, assessment.Pairs.Count));
        Assert.InRange(allocation.Acceptable, 1000, 1010);
        Assert.Equal(16, allocation.ArmOfCluster.Count(arm => arm == "POD"));
        Assert.All(design.Clusters.Zip(allocation.ArmOfCluster).GroupBy(pair => pair.First.Area), area =>
            Assert.InRange(area.Count(pair => pair.Second == "POD") - area.Count(pair => pair.Second == "TAU"), -1, 1));
        Assert.DoesNotContain(assessment.Pairs, pair => pair.IsOverConstrained);
        Assert.Empty(assessment.Warnings);
        Assert.True(assessment.CutOff < assessment.WorstScore / 5);
        Assert.Equal(assessment.Considered, assessment.Scores.Sum(bin => bin.Considered));
    }

    [Fact]
    public void Shows_pairs_that_an_acceptance_too_strict_always_puts_together_or_apart()
    {
        var strict = ConstrainedRandomisation.Assess(Design(clusters: 8, areas: 2, new ClusterRule(1000, 100, 0.05m)), new SimulationDraws(1));
        var free = ConstrainedRandomisation.Assess(Design(clusters: 8, areas: 2, new ClusterRule(1000, 100, 1)), new SimulationDraws(1));

        Assert.Equal(2, strict.Acceptable);
        Assert.All(strict.Pairs, pair => Assert.True(pair.IsOverConstrained));
        Assert.Equal(["few-acceptable", "over-constrained"], strict.Warnings.Select(warning => warning.Code));
        Assert.Equal(36, free.Acceptable);
        Assert.DoesNotContain(free.Pairs, pair => pair.IsOverConstrained);
        Assert.All(free.Pairs, pair => Assert.Equal(pair.Considered, pair.Acceptable));

        // Of 6 ways to halve an area of four, two clusters of it are together in 2; of different areas in half of all.
        Assert.All(free.Pairs.Where(pair => Area(pair.First) == Area(pair.Second)), pair => Assert.Equal(1 / 3.0, pair.Acceptable, 1e-12));
        Assert.All(free.Pairs.Where(pair => Area(pair.First) != Area(pair.Second)), pair => Assert.Equal(0.5, pair.Acceptable, 1e-12));

        static int Area(string code) => int.Parse(code[1..], System.Globalization.CultureInfo.InvariantCulture) % 2;
    }

    // Raab & Butcher's score by floating point: means of values divided by their standard deviation.
    [Fact]
    public void Scores_as_the_formula_says()
    {
        var allocation = ConstrainedRandomisation.Allocate(Small, new SimulationDraws(3))!;
        var expected = 0.0;
        for (var covariate = 0; covariate < 2; covariate++)
        {
            double[] x = [.. Small.Clusters.Select(cluster => (double)cluster.Covariates[covariate])];
            var sd = Math.Sqrt(x.Sum(v => (v - x.Average()) * (v - x.Average())) / (x.Length - 1));
            var means = Small.Arms.Select(arm => x.Where((_, i) => allocation.ArmOfCluster[i] == arm.Arm).Average()).ToList();
            expected += Small.Covariates[covariate].Weight * Math.Pow((means[0] - means[1]) / sd, 2);
        }

        // Rounding the standardised values to 6 digits moves a score by a few millionths.
        Assert.Equal(expected, allocation.Score, 2e-5);
    }

    // Every allocation of Small by hand: each area of four is halved, and the score is the formula's.
    [Fact]
    public void Takes_the_allocations_up_to_a_cut_off_and_none_above()
    {
        var all = ConstrainedRandomisation.Assess(Design(8, 2, new ClusterRule(1000, 100, 1)), new SimulationDraws(1));
        var scores = AllOfSmall().Select(Score).Order().ToList();
        var cutOff = decimal.Round((decimal)scores[9], 3) + 0.001m;
        var within = scores.Count(score => score <= (double)cutOff);

        var cut = ConstrainedRandomisation.Assess(Design(8, 2, new ClusterRule(1000, 100, null, cutOff)), new SimulationDraws(1));
        var none = Design(8, 2, new ClusterRule(1000, 100, null, 0));

        Assert.Equal((36, within, (double)cutOff), (cut.Considered, cut.Acceptable, cut.CutOff));
        Assert.Equal((36, 36), (all.Considered, all.Acceptable));
        Assert.Equal(scores[0], cut.BestScore, 2e-5);
        Assert.Equal(scores[^1], cut.WorstScore, 2e-5);
        Assert.Null(ConstrainedRandomisation.Allocate(none, new SimulationDraws(1)));
        var empty = ConstrainedRandomisation.Assess(none, new SimulationDraws(1));
        Assert.Equal((0, "none-acceptable"), (empty.Acceptable, Assert.Single(empty.Warnings).Code));
        Assert.Equal(scores[0], empty.BestScore, 2e-5);
    }

    // Twelve clusters in one area have 924 allocations, of which a sample holds 100.
    [Fact]
    public void Warns_where_another_sample_could_hold_none_and_never_finds_none_where_it_does_not()
    {
        var seen = new List<(bool MayFindNone, int Acceptable, int OfAnother)>();
        foreach (var step in Enumerable.Range(1, 60))
        {
            var design = Design(12, 1, new ClusterRule(100, 100, null, 0.003m * step * step));
            for (var seed = 0UL; seed < 20; seed++)
            {
                var (one, other) = (ConstrainedRandomisation.Assess(design, new SimulationDraws(seed)), ConstrainedRandomisation.Assess(design, new SimulationDraws(seed + 1000)));
                Assert.Equal(one.MayFindNone && one.Acceptable > 0, one.Warnings.Any(warning => warning.Code == "may-find-none"));
                seen.Add((one.MayFindNone, one.Acceptable, other.Acceptable));
            }
        }

        Assert.Contains(seen, each => each is { Acceptable: > 0, OfAnother: 0 });
        Assert.Contains(seen, each => !each.MayFindNone);
        Assert.All(seen, each => Assert.Equal(each.Acceptable < 30, each.MayFindNone));
        Assert.All(seen.Where(each => !each.MayFindNone), each => Assert.NotEqual(0, each.OfAnother));
    }

    // All 36 are seen, by whichever way, so that the trial's own sample holds the same.
    [Theory]
    [InlineData(1000)]
    [InlineData(10)]
    public void Does_not_warn_of_another_sample_where_there_is_none(int enumerateUpTo)
    {
        var cutOff = decimal.Round((decimal)AllOfSmall().Select(Score).Order().ElementAt(3), 3) + 0.001m;
        var assessment = ConstrainedRandomisation.Assess(Design(8, 2, new ClusterRule(enumerateUpTo, 100, null, cutOff)), new SimulationDraws(1));

        Assert.Equal((36, false), (assessment.Considered, assessment.MayFindNone));
        Assert.InRange(assessment.Acceptable, 4, 29);
        Assert.DoesNotContain(assessment.Warnings, warning => warning.Code == "may-find-none");
    }

    // By floating point, over the same allocations.
    [Fact]
    public void Tells_how_far_arms_are_apart_in_each_covariate()
    {
        var assessment = ConstrainedRandomisation.Assess(Small, new SimulationDraws(1));
        var allowed = AllOfSmall().OrderBy(Score).Take(assessment.Acceptable).ToList();

        Assert.All(assessment.Covariates.Index(), each =>
        {
            var (all, acceptable) = (AllOfSmall().Select(allocation => Apart(allocation, each.Index)).ToList(), allowed.Select(allocation => Apart(allocation, each.Index)).ToList());
            var tolerance = 1e-9 * each.Item.StandardDeviation;
            Assert.Equal(all.Average(), each.Item.MeanConsidered, tolerance);
            Assert.Equal(all.Max(), each.Item.LargestConsidered, tolerance);
            Assert.Equal(acceptable.Average(), each.Item.Mean, tolerance);
            Assert.Equal(acceptable.Max(), each.Item.Largest, tolerance);
        });
    }

    [Fact]
    public void Takes_a_share_or_a_cut_off_and_not_both()
    {
        Assert.Equal(["accept: '' or acceptScoreUpTo says which allocations are good enough: one of the two"], Faults(new ClusterRule(1000, 100, null)));
        Assert.Equal(["accept: '0.1' or acceptScoreUpTo says which allocations are good enough: one of the two"], Faults(new ClusterRule(1000, 100, 0.1m, 1)));
        Assert.Equal(["acceptScoreUpTo: '-1' must be from 0 to 10⁹, with at most 6 digits after the point"], Faults(new ClusterRule(1000, 100, null, -1)));
        Assert.Equal(["acceptScoreUpTo: '0.0000001' must be from 0 to 10⁹, with at most 6 digits after the point"], Faults(new ClusterRule(1000, 100, null, 0.0000001m)));
        Assert.Empty(Faults(new ClusterRule(1000, 100, null, 0.5m)));

        static IEnumerable<string> Faults(ClusterRule rule) => ClusterDesign.Check(Small.Arms, Small.Clusters, Small.Covariates, rule).Select(fault => fault.ToString());
    }

    [Fact]
    public void Refuses_a_faulty_design_with_every_fault() => Assert.Equal(
        [
            "arms: '1:2' must have equal ratios",
            "clusters[1].code: 'a' is blank, or the code of an earlier cluster; upper and lower case count as equal",
            "clusters[1].area: '' is blank",
            "clusters[1].covariates[0]: '0.1234567' must be less than 10⁹ in size, with at most 6 digits after the point",
            "clusters[2].covariates: '1' must be 2 values, one of each covariate",
            "covariates[1].name: 'size' is blank, or the name of an earlier covariate",
            "covariates[1].weight: '0' must be from 1 to 1000",
            "enumerateUpTo: '0' must be from 1 to 1000000",
            "sample: '1' must be from 100 to 1000000",
            "accept: '0' must be above 0 and at most 1, with at most 4 digits after the point",
        ],
        ClusterDesign.Check(
            [new("A", 1), new("B", 2)],
            [new("A", "x", [1, 2]), new("a", "", [0.1234567m, 2]), new("C", "x", [1])],
            [new("size", 1), new("size", 0)],
            new ClusterRule(0, 1, 0)).Select(fault => fault.ToString()));

    private static IEnumerable<int[]> AllOfSmall() => Enumerable.Range(0, 256)
        .Select(bits => Enumerable.Range(0, 8).Select(cluster => (bits >> cluster) & 1).ToArray())
        .Where(arms => Enumerable.Range(0, 2).All(area => arms.Where((_, cluster) => cluster % 2 == area).Sum() == 2));

    private static double Apart(int[] arms, int covariate)
    {
        var values = Small.Clusters.Select(cluster => (double)cluster.Covariates[covariate]).ToList();
        return Math.Abs(values.Where((_, i) => arms[i] == 0).Average() - values.Where((_, i) => arms[i] == 1).Average());
    }

    private static double Score(int[] arms) => Small.Covariates.Index().Sum(each =>
    {
        var values = Small.Clusters.Select(cluster => (double)cluster.Covariates[each.Index]).ToList();
        var variance = values.Sum(v => (v - values.Average()) * (v - values.Average())) / (values.Count - 1);
        return each.Item.Weight * Apart(arms, each.Index) * Apart(arms, each.Index) / variance;
    });

    private static ClusterDesign Design(int clusters, int areas, ClusterRule rule) => new(
        Designs.Equal,
        [.. Enumerable.Range(0, clusters).Select(i => new Cluster(FormattableString.Invariant($"C{i}"), FormattableString.Invariant($"area {i % areas}"), [1000 + (i * i * 37 % 101), 0.5m + (i * 53 % 17 / 10m)]))],
        [new("size", 1), new("deprivation", 2)],
        rule);
}
