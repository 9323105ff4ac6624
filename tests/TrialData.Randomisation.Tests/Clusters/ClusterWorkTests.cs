using System.Numerics;
using static System.FormattableString;

namespace TrialData.Randomisation.Tests;

public sealed class The_work_of_a_design_of_clusters
{
    // With one cluster left over in each area every area is a throw of a die with a side for each arm: multinomial, exactly. A limit need not be nearer than 15 %.
    [Theory]
    [InlineData(2, 9)]
    [InlineData(2, 200)]
    [InlineData(3, 12)]
    [InlineData(3, 100)]
    [InlineData(4, 20)]
    [InlineData(6, 24)]
    [InlineData(6, 60)]
    public void Is_told_by_how_often_the_arms_come_out_even(int arms, int areas)
    {
        var exact = Math.Exp(BigInteger.Log(Ways(arms, areas)) - (areas * Math.Log(arms)));

        Assert.Equal(1, ClusterWork.Success(arms, [.. Enumerable.Repeat(1, areas)]) / exact, 0.15);
    }

    [Fact]
    public void Is_none_where_no_cluster_is_left_over() => Assert.Equal(1, ClusterWork.Success(3, [0, 0, 0]));

    // What an attempt of the construction itself draws: an address more for each.
    [Theory]
    [InlineData(3, 12, 1)]
    [InlineData(4, 10, 2)]
    [InlineData(4, 12, 6)]
    public void Is_what_the_construction_draws(int arms, int areas, int ofArea)
    {
        var recorded = new RecordedDraws(new SimulationDraws(5));
        var design = Design(arms, areas, ofArea, new ClusterRule(1, 1000, 0.1m));

        _ = new AllocationSpace(arms, design.Clusters).Sample(recorded, 1000);

        var attempts = recorded.Addresses.Max(address => address.Counter >> 20) + 1;
        var over = Enumerable.Repeat(ofArea % arms, areas).ToList();
        var expected = design.Clusters.Count + (over.Sum() / ClusterWork.Success(arms, over));
        Assert.Equal(1, recorded.Addresses.Count / (double)attempts / expected, 0.08);
    }

    // 60 areas of one and six arms: 60 ⁄ (60! ⁄ 10!⁶ ⁄ 6⁶⁰) draws, 768,000, for one allocation.
    [Fact]
    public void Refuses_a_design_that_takes_too_many_draws_for_one_allocation_by_their_number()
    {
        var fault = Assert.Single(Faults(6, 60, 1, new ClusterRule(1000, 1000, 0.1m)));

        Assert.Equal(("clusters", "60"), (fault.Place, fault.Value));
        Assert.Contains("leave over 60 in 60 areas", fault.Reason, StringComparison.Ordinal);
        var number = double.Parse(fault.Reason.Split("about ")[1].Split(' ')[0], System.Globalization.NumberStyles.AllowThousands, System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(number, 740_000, 800_000);
        Assert.Contains("65,536 are allowed", fault.Reason, StringComparison.Ordinal);
    }

    // Six arms with one of 200 areas each would take billions of steps to count alone.
    [Fact]
    public void Refuses_at_once_what_could_not_even_be_counted() => Assert.Equal("clusters", Assert.Single(Faults(6, 200, 1, new ClusterRule(1, 100, 1))).Place);

    // 200 clusters in pairs: 200 draws for each of a million.
    [Fact]
    public void Refuses_a_sample_that_takes_too_many_draws_in_all()
    {
        var fault = Assert.Single(Faults(2, 100, 2, new ClusterRule(1000, 1_000_000, 0.1m)));

        Assert.Equal(("sample", "1000000"), (fault.Place, fault.Value));
        Assert.Contains("about 200,", fault.Reason, StringComparison.Ordinal);
        Assert.Empty(Faults(2, 100, 2, new ClusterRule(1000, 90_000, 0.1m)));
    }

    [Fact]
    public void Refuses_a_sample_that_takes_too_long_to_score()
    {
        var clusters = Clusters(2, 100, 150);

        var fault = Assert.Single(ClusterDesign.Check(
            Arms(2), clusters, [.. Enumerable.Range(0, 150).Select(i => new BalancedCovariate(Invariant($"x{i}"), 1))], new ClusterRule(1000, 90_000, 1)));

        Assert.Equal("sample", fault.Place);
        Assert.Contains("200 clusters by 150 covariates would take 2,700,000,000 terms", fault.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Leaves_designs_as_trials_have_them_alone()
    {
        Assert.Empty(Faults(2, 9, 4, new ClusterRule(100_000, 400_000, 0.1m)));
        Assert.Empty(Faults(3, 40, 1, new ClusterRule(100_000, 10_000, 0.1m)));
        Assert.Empty(Faults(4, 10, 3, new ClusterRule(100_000, 10_000, 0.1m)));
    }

    [Fact]
    public void Keeps_no_sealed_document_from_being_read()
    {
        var heavy = new ClusterDesign(Arms(6), Clusters(1, 60, 1), [new("size", 1)], new ClusterRule(1000, 1000, 0.1m));
        var document = new SchemeDocument("TEST", "scheme-1", new ClusterScheme(heavy), TakesNonce: true).ToCanonicalJson();

        Assert.Empty(SchemeDocument.ReadConcealed(document).Faults);
        Assert.Empty(SchemeDocument.Read(document).Faults);
        Assert.Equal("clusters", Assert.Single(SchemeDocument.ReadDesign(heavy.ToCanonicalJson("scheme-1")).Faults).Place);
        Assert.Equal("clusters", Assert.Single(ClusterDesign.Read(heavy.ToCanonicalJson("scheme-1")).Faults).Place);
    }

    private static BigInteger Ways(int arms, int areas)
    {
        var (each, left) = (areas / arms, areas % arms);
        var ways = Factorial(areas);
        for (var arm = 0; arm < arms; arm++)
        {
            ways /= Factorial(each + (arm < left ? 1 : 0));
        }

        return ways * Factorial(arms) / Factorial(left) / Factorial(arms - left);
    }

    private static BigInteger Factorial(int n) => Enumerable.Range(1, n).Aggregate(BigInteger.One, (product, factor) => product * factor);

    private static IReadOnlyList<DesignFault> Faults(int arms, int areas, int ofArea, ClusterRule rule) =>
        ClusterDesign.Check(Arms(arms), Clusters(ofArea, areas, 1), [new("size", 1)], rule);

    private static ClusterDesign Design(int arms, int areas, int ofArea, ClusterRule rule) => new(Arms(arms), Clusters(ofArea, areas, 1), [new("size", 1)], rule);

    private static ArmRatio[] Arms(int arms) => [.. Enumerable.Range(0, arms).Select(arm => new ArmRatio(Invariant($"A{arm}"), 1))];

    private static List<Cluster> Clusters(int ofArea, int areas, int covariates) =>
    [
        .. Enumerable.Range(0, ofArea * areas).Select(i => new Cluster(
            Invariant($"C{i}"), Invariant($"area {i % areas}"), [.. Enumerable.Range(0, covariates).Select(each => (decimal)(i * (each + 3) % 211))])),
    ];
}
