using System.Text.Json;

namespace TrialData.Randomisation.Tests;

public sealed class The_blinding_indices
{
    // Each row: estimate, standard error, lower and upper limit, by the R package BI; vectors/make_blinding_indices.R.
    public static TheoryData<string> Cases => [.. Vectors.BlindingIndices.EnumerateArray().Select(each => each.GetRawText())];

    [Theory, MemberData(nameof(Cases))]
    public void Agree_with_the_r_package(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        int[] counts = [.. root.GetProperty("counts").EnumerateArray().Select(each => each.GetInt32())];
        var (first, second) = (new ArmGuesses(counts[0], counts[2], counts[4]), new ArmGuesses(counts[3], counts[1], counts[5]));
        var confidence = root.GetProperty("confidence").GetDouble();

        AreEqual("james", BlindingIndex.James(first, second, confidence)!);
        AreEqual("bangFirst", BlindingIndex.Bang(first, confidence));
        AreEqual("bangSecond", BlindingIndex.Bang(second, confidence));

        void AreEqual(string name, IndexEstimate index)
        {
            double[] expected = [.. root.GetProperty(name).EnumerateArray().Select(each => each.GetDouble())];
            Assert.All(expected.Zip([index.Estimate, index.StandardError, index.Lower, index.Upper]), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        }
    }

    // Printed in the README of BlindingIndex.jl for the investigators of Houweling and others (2014).
    [Fact]
    public void Agree_with_figures_printed_by_another_program()
    {
        var (treatment, placebo) = (new ArmGuesses(48, 4, 330), new ArmGuesses(30, 22, 319));

        Assert.Equal([0.896, 0.011, 0.875, 0.918], Rounded(BlindingIndex.James(treatment, placebo)!));
        Assert.Equal([0.115, 0.018, 0.08, 0.15], Rounded(BlindingIndex.Bang(treatment)));
        Assert.Equal([0.022, 0.019, -0.016, 0.06], Rounded(BlindingIndex.Bang(placebo)));

        static double[] Rounded(IndexEstimate index) =>
            [.. new[] { index.Estimate, index.StandardError, index.Lower, index.Upper }.Select(number => Math.Round(number, 3, MidpointRounding.AwayFromZero))];
    }

    // By the definitions of the papers.
    [Fact]
    public void Reach_the_ends_of_their_ranges()
    {
        var (right, wrong, unknown, even) = (new ArmGuesses(20, 0, 0), new ArmGuesses(0, 20, 0), new ArmGuesses(0, 0, 20), new ArmGuesses(10, 10, 0));

        Assert.Equal((1, -1, 0, 0), (BlindingIndex.Bang(right).Estimate, BlindingIndex.Bang(wrong).Estimate, BlindingIndex.Bang(unknown).Estimate, BlindingIndex.Bang(even).Estimate));
        Assert.Equal(0, BlindingIndex.James(right, right)!.Estimate, 1e-12);
        Assert.Equal(0.5, BlindingIndex.James(even, even)!.Estimate, 1e-12);
        Assert.Equal(new IndexEstimate(1, 0, 1, 1), BlindingIndex.James(unknown, unknown));
        Assert.Null(BlindingIndex.James(right, unknown));
    }

    [Fact]
    public void Refuse_counts_that_nobody_can_have()
    {
        var some = new ArmGuesses(1, 1, 1);

        Assert.Throws<ArgumentException>(() => BlindingIndex.Bang(new ArmGuesses(-1, 2, 0)));
        Assert.Throws<ArgumentException>(() => BlindingIndex.James(some, new ArmGuesses(0, 0, 0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => BlindingIndex.Bang(some, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => BlindingIndex.Bang(some, double.NaN));
    }

    // qnorm of R 4.2.2. Far out, what is left of 1 − probability has few digits.
    [Theory]
    [InlineData(0.95, 1.6448536269514715, 1e-13)]
    [InlineData(0.975, 1.9599639845400536, 1e-13)]
    [InlineData(0.995, 2.5758293035488999, 1e-13)]
    [InlineData(0.9995, 3.2905267314919255, 1e-12)]
    [InlineData(0.9999995, 4.8916384757147791, 1e-9)]
    [InlineData(0.5, 0, 0)]
    public void Take_their_limits_from_the_normal_distribution(double probability, double quantile, double tolerance) =>
        Assert.Equal(quantile, NormalQuantile.Of(probability), tolerance);
}
