namespace TrialData.Randomisation.Tests;

/// <summary>Pearson's chi-squared against equal expected frequencies.</summary>
internal static class Frequencies
{
    // qchisq(0.999, df) of R. The secrets are fixed, so a test either always passes or never does.
    private static readonly Dictionary<int, double> Limit999 = new()
    {
        [1] = 10.828,
        [2] = 13.816,
        [3] = 16.266,
        [5] = 20.515,
        [8] = 26.124,
        [15] = 37.697,
        [17] = 40.790,
        [9] = 27.877,
        [19] = 43.820,
        [35] = 66.619,
        [89] = 135.978,
        [99] = 148.230,
    };

    internal static void AreEqual(IEnumerable<int> categories, int count)
    {
        var observed = new int[count];
        foreach (var category in categories)
        {
            observed[category]++;
        }

        var expected = (double)observed.Sum() / count;
        var statistic = observed.Sum(number => (number - expected) * (number - expected) / expected);
        Assert.InRange(statistic, 0, Limit999[count - 1]);
    }
}
