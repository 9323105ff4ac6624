using TrialData.Tests;

namespace TrialData.Randomisation.Tests;

public sealed class A_commitment
{
    private static readonly byte[] Secret = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    [Fact]
    public void Agrees_with_an_independent_program() => Assert.All(
        Vectors.Of<CommitmentVector>("commitments"),
        vector => Assert.Equal(vector.Commitment, Commitment.Of(vector.Scheme, Convert.FromHexString(vector.Secret))));

    [Fact]
    public void Covers_the_whole_document()
    {
        var document = new SchemeDocument("POD", "pod-1", Blocks([new("POD", 1), new("TAU", 1)], [2, 4, 6]), TakesNonce: true);
        SchemeDocument[] others =
        [
            document with { Trial = "POD2" },
            document with { SchemeId = "pod-2" },
            document with { TakesNonce = false },
            document with { Design = Blocks([new("TAU", 1), new("POD", 1)], [2, 4, 6]) },
            document with { Design = Blocks([new("POD", 1), new("TAU", 1)], [4, 2, 6]) },
            document with { Design = Blocks([new("POD", 2), new("TAU", 2)], [4]) },
            document with { Design = Blocks([new("POD", 1), new("TAU", 1)], [2, 4, 6], new Factor("site", ["S1", "S2"])) },
            document with { Design = Blocks([new("POD", 1), new("TAU", 1)], [2, 4, 6], new Factor("site", ["S1"])) },
        ];

        Assert.Equal(
            """{"nonce":true,"scheme":{"arms":[{"arm":"POD","ratio":1},{"arm":"TAU","ratio":1}],"blockSizes":[2,4,6],"procedure":"permuted blocks 2","schemeId":"pod-1"},"trial":"POD"}""",
            document.ToCanonicalJson());
        Assert.Equal(9, others.Append(document).Select(each => Commitment.Of(each.ToCanonicalJson(), Secret)).Distinct().Count());
        Assert.NotEqual(Commitment.Of(document.ToCanonicalJson(), Secret), Commitment.Of(document.ToCanonicalJson(), new byte[32]));
    }

    [Theory]
    [InlineData("{ \"b\": 1,\n \"a\": [ 2.50, -0, 0.0, 10 ] }", "{\"a\":[2.5,0,0,10],\"b\":1}")]
    [InlineData("{\"\\u0061\":\"\\u00e9\\/\\u001F\\t\\\"\\\\\"}", "{\"a\":\"é/\\u001f\\t\\\"\\\\\"}")]
    [InlineData("{\"é\":1,\"z\":2,\"Z\":3,\"\":4}", "{\"\":4,\"Z\":3,\"z\":2,\"é\":1}")]
    [InlineData(" [true, null, false, {}, [] ] ", "[true,null,false,{},[]]")]
    public void Does_not_depend_on_the_layout_of_the_json(string json, string canonical)
    {
        Assert.Equal(canonical, Commitment.Canonical(json));
        Assert.Equal(canonical, Commitment.Canonical(canonical));
        Assert.Equal(Commitment.Of(canonical, Secret), Commitment.Of(json, Secret));
    }

    [Theory]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("{\"a\":1e2}")]
    [InlineData("[0.12345678901234567890123456789]")]
    [InlineData("[\"\\ud800\"]")]
    [InlineData("{\"\\ud800\":1}")]
    [InlineData("{")]
    [InlineData("")]
    public void Refuses_json_without_a_canonical_form(string json) => Assert.ThrowsAny<ArgumentException>(() => Commitment.Of(json, Secret));

    [Fact]
    public void Refuses_a_secret_of_another_length() => Assert.Throws<ArgumentException>(() => Commitment.Of("{}", Secret.AsSpan(1)));

    private static PermutedBlockScheme Blocks(IReadOnlyList<ArmRatio> arms, IReadOnlyList<int> sizes, params IReadOnlyList<Factor> factors) => new(arms, factors, sizes);
}

public sealed class The_public_surface_of_randomisation
{
    [Fact]
    public void Is_documented() => Assert.Empty(Undocumented.In(typeof(SealedDraws).Assembly));
}
