using System.Text;

namespace TrialData.Randomisation.Tests;

public sealed class Permuted_blocks
{
    private static readonly byte[] Secret = Encoding.UTF8.GetBytes("a secret of thirty-two bytes, ok");

    public static TheoryData<string, string> Designs => new()
    {
        { "A1 B1", "4" },
        { "A1 B1", "2 4 6" },
        { "A2 B1", "3 6 9" },
        { "A1 B1 C1", "3 6" },
        { "A3 B2", "5 10" },
    };

    [Fact]
    public void Agree_with_an_independent_program() => Assert.All(Vectors.Of<SequenceVector>("sequences"), vector =>
    {
        using var draws = new SealedDraws(Convert.FromHexString(vector.Secret), vector.Scheme);
        var design = new PermutedBlockDesign(vector.Arms, vector.BlockSizes);

        Assert.Equal(vector.Allocations, PermutedBlocks.Replay(design, draws, vector.Stratum, vector.Allocations.Count).Select(each => each.Arm));
    });

    [Theory, MemberData(nameof(Designs))]
    public void Are_replayed_as_they_were_allocated(string arms, string sizes)
    {
        using var draws = new SealedDraws(Secret, "pod");
        var design = Design(arms, sizes);

        var allocated = new List<BlockAllocation>();
        var state = StratumState.Start;
        for (var n = 0; n < 500; n++)
        {
            allocated.Add(PermutedBlocks.Next(design, draws, "S1", state));
            state = allocated[^1].Next;
        }

        Assert.Equal(allocated, PermutedBlocks.Replay(design, draws, "S1", 500));
        Assert.Equal(500, state.Allocated);
        Assert.Equal(allocated[122], PermutedBlocks.Next(design, draws, "S1", allocated[121].Next));
        Assert.Empty(PermutedBlocks.Replay(design, draws, "S1", 0));
    }

    [Theory, MemberData(nameof(Designs))]
    public void Are_balanced_when_complete(string arms, string sizes)
    {
        using var draws = new SealedDraws(Secret, "pod");
        var design = Design(arms, sizes);
        var ratioSum = design.Arms.Sum(arm => arm.Ratio);

        var blocks = PermutedBlocks.Replay(design, draws, "S1", 5000).GroupBy(each => each.Block).Where(block => block.Count() == block.First().BlockSize).ToList();

        Assert.All(blocks, block => Assert.All(design.Arms, arm => Assert.Equal(
            arm.Ratio * block.First().BlockSize / ratioSum,
            block.Count(each => each.Arm == arm.Arm))));
        Assert.Equal(Enumerable.Range(0, blocks.Count), blocks.Select(block => block.Key));
    }

    // The longest run of an arm ends one largest block with all its places and begins the next with all of them.
    [Theory]
    [InlineData("A1 B1", "4", 4)]
    [InlineData("A1 B1", "2 4", 4)]
    [InlineData("A2 B1", "3", 4)]
    [InlineData("A1 B1 C1", "3 6", 4)]
    public void Have_runs_as_long_as_two_blocks_allow_and_no_longer(string arms, string sizes, int longest)
    {
        using var draws = new SealedDraws(Secret, "pod");
        var (run, longestSeen, before) = (0, 0, "");
        foreach (var allocation in PermutedBlocks.Replay(Design(arms, sizes), draws, "S1", 20_000))
        {
            run = allocation.Arm == before ? run + 1 : 1;
            (longestSeen, before) = (Math.Max(longestSeen, run), allocation.Arm);
        }

        Assert.Equal(longest, longestSeen);
    }

    [Fact]
    public void Take_every_arrangement_equally_often()
    {
        using var draws = new SealedDraws(Secret, "pod");
        var arrangements = PermutedBlocks.Replay(Design("A1 B1", "4"), draws, "S1", 40_000).Chunk(4).Select(block => string.Concat(block.Select(each => each.Arm))).ToList();
        string[] six = ["AABB", "ABAB", "ABBA", "BAAB", "BABA", "BBAA"];

        Frequencies.AreEqual(arrangements.Select(arrangement => Array.IndexOf(six, arrangement)), 6);
    }

    [Fact]
    public void Take_every_size_equally_often_and_the_first_place_for_every_arm()
    {
        using var draws = new SealedDraws(Secret, "pod");
        var firsts = PermutedBlocks.Replay(Design("A1 B1", "2 4 6"), draws, "S1", 40_000).Where(each => each.Position == 0).ToList();

        Frequencies.AreEqual(firsts.Select(each => (each.BlockSize / 2) - 1), 3);
        Frequencies.AreEqual(firsts.Select(each => each.Arm[0] - 'A'), 2);
        Frequencies.AreEqual(firsts.Chunk(2).Where(pair => pair.Length == 2).Select(pair => (3 * ((pair[0].BlockSize / 2) - 1)) + (pair[1].BlockSize / 2) - 1), 9);
    }

    [Fact]
    public void Of_one_stratum_say_nothing_about_another()
    {
        using var draws = new SealedDraws(Secret, "pod");
        var design = Design("A1 B1", "2");
        var (left, right) = (Arms("S1"), Arms("S2"));

        // With blocks of two the first place decides the second, so only first places are compared.
        Frequencies.AreEqual(left.Zip(right, (l, r) => (2 * l) + r), 4);

        List<int> Arms(string stratum) => [.. PermutedBlocks.Replay(design, draws, stratum, 20_000).Where(each => each.Position == 0).Select(each => each.Arm[0] - 'A')];
    }

    [Fact]
    public void Cost_the_same_after_a_million_allocations_as_at_the_first()
    {
        var counting = new CountingDraws(new SimulationDraws(1));
        var design = Design("A1 B1", "4");

        PermutedBlocks.Next(design, counting, "S1", StratumState.Start);
        var first = counting.Count;
        var millionth = PermutedBlocks.Next(design, counting, "S1", new StratumState(1_000_000, 250_000, 0, 0));

        Assert.Equal(first, counting.Count - first);
        Assert.Equal(250_000L * 65_536, millionth.Counter);
        Assert.Equal(new StratumState(1_000_001, 250_000, 1, 4), millionth.Next);
    }

    [Fact]
    public void Never_use_an_address_for_two_decisions()
    {
        var counting = new CountingDraws(new SimulationDraws(1));
        foreach (var stratum in new[] { "S1", "S2" })
        {
            _ = PermutedBlocks.Replay(Design("A1 B1", "2 4 6"), counting, stratum, 2000).Count();
        }

        Assert.Equal(counting.Count, counting.Addresses.Count);
    }

    [Theory]
    [InlineData(-1, 0, -1, 0)]
    [InlineData(0, -1, 0, 0)]
    [InlineData(1, 0, 2, 4)]
    [InlineData(5, 0, 1, 4)]
    [InlineData(1, 1, 0, 0)]
    [InlineData(7, 1, 0, 0)]
    [InlineData(1, 0, 1, 0)]
    [InlineData(1, 0, 1, 6)]
    [InlineData(0, 0, 0, 4)]
    [InlineData(4, 0, 4, 4)]
    public void Refuse_a_state_that_is_not_theirs(long allocated, int block, int position, int size) => Assert.Throws<ArgumentException>(() =>
        PermutedBlocks.Next(Design("A1 B1", "4"), new SimulationDraws(1), "S1", new StratumState(allocated, block, position, size)));

    [Fact]
    public void Refuse_a_faulty_design_with_every_fault()
    {
        ArmRatio[] arms = [new("A", 2), new("a", 0), new(" ", 1001)];

        Assert.Equal(
            [
                "arms[1].arm: 'a' is the code of an earlier arm; upper and lower case count as equal",
                "arms[1].ratio: '0' must be from 1 to 1000",
                "arms[2].arm: ' ' is blank",
                "arms[2].ratio: '1001' must be from 1 to 1000",
                "blockSizes[0]: '0' must be from 1 to 1000",
                "blockSizes[2]: '4' stands here more than once; sizes are equally likely",
            ],
            PermutedBlockDesign.Check(arms, [0, 4, 4]).Select(fault => fault.ToString()));
        Assert.Equal(
            ["blockSizes[0]: '4' is not a multiple of 3, the sum of the ratios", "blockSizes[2]: '1001' must be from 1 to 1000"],
            PermutedBlockDesign.Check([new("A", 2), new("B", 1)], [4, 6, 1001]).Select(fault => fault.ToString()));
        Assert.Equal(
            ["arms: '1' arms are too few; a trial compares at least 2", "blockSizes: '0' block sizes are too few; at least 1 is needed"],
            PermutedBlockDesign.Check([new("A", 1)], []).Select(fault => fault.ToString()));
        Assert.Contains("'4' is not a multiple of 3", Assert.Throws<ArgumentException>(() => Design("A2 B1", "4")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Keep_their_own_copy_of_the_design()
    {
        var sizes = new List<int> { 4 };
        var design = new PermutedBlockDesign([new("A", 1), new("B", 1)], sizes);
        sizes.Add(6);

        Assert.Equal([4], design.BlockSizes);
    }

    private static PermutedBlockDesign Design(string arms, string sizes) => new(
        [.. arms.Split(' ').Select(arm => new ArmRatio(arm[..1], arm[1] - '0'))],
        [.. sizes.Split(' ').Select(size => int.Parse(size, System.Globalization.CultureInfo.InvariantCulture))]);

    private sealed class CountingDraws(IDraws draws) : IDraws
    {
        internal int Count { get; private set; }

        internal HashSet<(string Stratum, long Counter)> Addresses { get; } = [];

        public int Below(int bound, string stratum, long counter)
        {
            Count++;
            Addresses.Add((stratum, counter));
            return draws.Below(bound, stratum, counter);
        }
    }
}
