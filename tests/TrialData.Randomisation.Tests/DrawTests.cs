using System.Text;

namespace TrialData.Randomisation.Tests;

public sealed class Sealed_draws
{
    private static readonly byte[] Secret = Encoding.UTF8.GetBytes("0123456789abcdef0123456789ABCDEF");

    [Fact]
    public void Agree_with_an_independent_program()
    {
        var vectors = Vectors.Of<DrawVector>("draws");

        Assert.All(vectors, vector =>
        {
            using var draws = new SealedDraws(Convert.FromHexString(vector.Secret), vector.Scheme);
            Assert.Equal(vector.Value, draws.Below(vector.Bound, vector.Stratum, vector.Counter));
        });
        Assert.Contains(vectors, vector => vector.Attempts == 3);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(10)]
    [InlineData(100)]
    public void Favour_no_value(int bound) => Frequencies.AreEqual(Hundred_thousand(bound), bound);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(10)]
    public void Favour_no_pair_of_neighbours(int bound) =>
        Frequencies.AreEqual(Hundred_thousand(bound).Chunk(2).Select(pair => (pair[0] * bound) + pair[1]), bound * bound);

    [Fact]
    public void Favour_no_value_of_a_bound_that_rejects_a_quarter_of_the_words()
    {
        // 2³⁰ + 2²⁹ + 1: taking the remainder alone would make the lower third twice as likely as the rest.
        const int Bound = (1 << 30) + (1 << 29) + 1;
        Frequencies.AreEqual(Hundred_thousand(Bound).Select(value => (int)(20L * value / Bound)), 20);
    }

    [Fact]
    public void Do_not_follow_from_another_stratum_counter_scheme_or_secret()
    {
        byte[] other = [.. Secret[..^1], 0];
        using var pod = new SealedDraws(Secret, "pod");
        using var second = new SealedDraws(Secret, "pod2");
        using var resealed = new SealedDraws(other, "pod");

        Frequencies.AreEqual(Pairs((pod, "S1", 0), (pod, "S2", 0)), 4);
        Frequencies.AreEqual(Pairs((pod, "S1", 0), (pod, "S1", 50_000)), 4);
        Frequencies.AreEqual(Pairs((pod, "S1", 0), (second, "S1", 0)), 4);
        Frequencies.AreEqual(Pairs((pod, "S1", 0), (resealed, "S1", 0)), 4);

        static IEnumerable<int> Pairs((SealedDraws Draws, string Stratum, int From) left, (SealedDraws Draws, string Stratum, int From) right) => Enumerable
            .Range(0, 20_000)
            .Select(i => (2 * left.Draws.Below(2, left.Stratum, left.From + i)) + right.Draws.Below(2, right.Stratum, right.From + i));
    }

    [Fact]
    public void Tell_a_name_from_the_next_by_its_length()
    {
        using var first = new SealedDraws(Secret, "a");
        using var second = new SealedDraws(Secret, "ab");

        Assert.NotEqual(first.Below(int.MaxValue, "bc", 0), second.Below(int.MaxValue, "c", 0));
    }

    [Fact]
    public void Refuse_what_they_cannot_tell_apart_or_reach()
    {
        using var draws = new SealedDraws(Secret, "pod");

        Assert.Throws<ArgumentException>(() => new SealedDraws(new byte[31], "pod"));
        Assert.Throws<ArgumentException>(() => new SealedDraws(Secret, " "));
        Assert.ThrowsAny<ArgumentException>(() => draws.Below(2, "\ud800", 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => draws.Below(0, "S1", 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => draws.Below(2, "S1", -1));
        Assert.Equal(0, draws.Below(1, "S1", 0));
    }

    [Fact]
    public void Keep_their_own_copy_of_the_secret_until_closed()
    {
        var mine = Secret.ToArray();
        var draws = new SealedDraws(mine, "pod");
        var before = draws.Below(int.MaxValue, "S1", 0);
        mine.AsSpan().Clear();

        Assert.Equal(before, draws.Below(int.MaxValue, "S1", 0));
        draws.Dispose();
        Assert.Throws<ObjectDisposedException>(() => draws.Below(2, "S1", 0));
    }

    [Theory]
    [InlineData(uint.MaxValue, 3, false)]
    [InlineData(uint.MaxValue - 1, 3, true)]
    [InlineData(uint.MaxValue, 4, true)]
    [InlineData(0u, 3, true)]
    [InlineData(4294967291u, int.MaxValue, true)]
    [InlineData(4294967293u, int.MaxValue, true)]
    [InlineData(4294967294u, int.MaxValue, false)]
    public void Reject_only_the_incomplete_run_at_the_top(uint word, int bound, bool taken)
    {
        Assert.Equal(taken, Rejection.TryReduce(word, bound, out var value));
        Assert.Equal((int)(word % (uint)bound), value);
    }

    private static IReadOnlyList<int> Hundred_thousand(int bound)
    {
        using var draws = new SealedDraws(Secret, "pod");
        return [.. Enumerable.Range(0, 100_000).Select(counter => draws.Below(bound, "S1", counter))];
    }
}

public sealed class Simulation_draws
{
    // Random123, kat_vectors, lines "philox4x32 10".
    [Theory]
    [InlineData("00000000 00000000 00000000 00000000", "00000000 00000000", "6627e8d5 e169c58d bc57ac4c 9b00dbd8")]
    [InlineData("ffffffff ffffffff ffffffff ffffffff", "ffffffff ffffffff", "408f276d 41c83b0e a20bc7c6 6d5451fd")]
    [InlineData("243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0", "d16cfe09 94fdcceb 5001e420 24126ea1")]
    public void Give_the_known_answers_of_philox(string counter, string key, string answer)
    {
        var (c, k, a) = (Words(counter), Words(key), Words(answer));

        Assert.Equal(new PhiloxWords(a[0], a[1], a[2], a[3]), Philox4x32.Block(new PhiloxWords(c[0], c[1], c[2], c[3]), k[0], k[1]));

        static uint[] Words(string hex) => [.. hex.Split(' ').Select(word => Convert.ToUInt32(word, 16))];
    }

    [Fact]
    public void Walk_through_the_words_of_a_stream()
    {
        // The first known answer is the first block of stream 0 under seed 0.
        var stream = new SimulationStream(0, 0);

        Assert.Equal([0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8], new[] { stream.NextWord(), stream.NextWord(), stream.NextWord(), stream.NextWord() });
        Assert.Equal(Philox4x32.Block(new PhiloxWords(1, 0, 0, 0), 0, 0).W0, stream.NextWord());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10)]
    public void Favour_no_value_and_no_pair(int bound)
    {
        var stream = new SimulationStream(20261005, 1);
        var draws = new SimulationDraws(20261006);
        var streamed = Enumerable.Range(0, 100_000).Select(_ => stream.Below(bound)).ToList();
        var drawn = Enumerable.Range(0, 100_000).Select(counter => draws.Below(bound, "S1", counter)).ToList();

        Assert.All(new[] { streamed, drawn }, values =>
        {
            Frequencies.AreEqual(values, bound);
            Frequencies.AreEqual(values.Chunk(2).Select(pair => (pair[0] * bound) + pair[1]), bound * bound);
        });
    }

    [Fact]
    public void Favour_no_value_of_a_bound_that_rejects_a_quarter_of_the_words()
    {
        const int Bound = (1 << 30) + (1 << 29) + 1;
        var draws = new SimulationDraws(1);

        Frequencies.AreEqual(Enumerable.Range(0, 100_000).Select(counter => (int)(20L * draws.Below(Bound, "S1", counter) / Bound)), 20);
    }

    [Fact]
    public void Do_not_follow_from_another_stratum_or_stream()
    {
        var draws = new SimulationDraws(7);
        var (first, second) = (new SimulationStream(7, 0), new SimulationStream(7, 1));

        Frequencies.AreEqual(Enumerable.Range(0, 20_000).Select(i => (2 * draws.Below(2, "S1", i)) + draws.Below(2, "S2", i)), 4);
        Frequencies.AreEqual(Enumerable.Range(0, 20_000).Select(_ => (2 * first.Below(2)) + second.Below(2)), 4);
        Assert.Throws<ArgumentOutOfRangeException>(() => draws.Below(2, "S1", 1L << 48));
        Assert.Throws<ArgumentOutOfRangeException>(() => first.Below(0));
    }

    [Fact]
    public void Have_uniform_and_normal_numbers()
    {
        var stream = new SimulationStream(20261007, 0);
        var uniform = Enumerable.Range(0, 100_000).Select(_ => stream.NextDouble()).ToList();
        var normal = Enumerable.Range(0, 100_000).Select(_ => stream.NextNormal()).ToList();

        Assert.All(uniform, number => Assert.True(number is >= 0 and < 1));
        Frequencies.AreEqual(uniform.Select(number => (int)(number * 100)), 100);

        // Deciles of the standard normal distribution, qnorm((1:9) / 10) of R.
        double[] deciles = [-1.2815515655446, -0.841621233572914, -0.524400512708041, -0.2533471031358, 0, 0.2533471031358, 0.524400512708041, 0.841621233572914, 1.2815515655446];
        Frequencies.AreEqual(normal.Select(number => deciles.Count(decile => decile < number)), 10);

        // Means of 10⁵ numbers: the standard error of the mean is 0.0032, of the second moment 0.0045, of the product of neighbours 0.0032.
        Assert.InRange(normal.Average(), -0.0104, 0.0104);
        Assert.InRange(normal.Average(number => number * number), 1 - 0.0148, 1 + 0.0148);
        Assert.InRange(normal.Zip(normal.Skip(1), (left, right) => left * right).Average(), -0.0104, 0.0104);
    }
}
