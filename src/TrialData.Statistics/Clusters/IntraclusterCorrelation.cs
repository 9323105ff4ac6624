namespace TrialData.Statistics;

/// <summary>How alike the outcomes of one cluster are, by one-way analysis of variance.</summary>
/// <remarks>
/// Donner (1986), Int Stat Rev 54:67; for a binary outcome 0 and 1 are its numbers (Ridout, Demétrio and Firth 1999, Biometrics 55:137).
/// </remarks>
/// <param name="Clusters">Clusters with at least one outcome.</param>
/// <param name="N">Outcomes.</param>
/// <param name="TypicalSize">n₀ = (N − Σn²/N)/(k − 1): the size of equal clusters that would tell as much.</param>
/// <param name="BetweenMeanSquare">Mean square between clusters.</param>
/// <param name="WithinMeanSquare">Mean square within clusters.</param>
/// <param name="Value">The estimate, (MSB − MSW)/(MSB + (n₀ − 1) MSW); NaN where every outcome is the same. It may be negative.</param>
/// <param name="StandardError">By Swiger et al. (1964), Biometrics 20:818.</param>
/// <param name="F">MSB/MSW, with its upper tail as p; infinite where nothing varies within clusters; NaN where nothing varies at all.</param>
/// <param name="ByF">The estimate with limits by the distribution of F, with n₀ for the size (Searle 1971; approximate for unequal sizes).</param>
/// <param name="ByNormal">The estimate with limits by ± z standard errors.</param>
/// <param name="MeanSize">N/k.</param>
/// <param name="VariationOfSize">Coefficient of variation of the sizes, with k − 1 in the denominator.</param>
public sealed record IntraclusterCorrelation(
    int Clusters,
    int N,
    double TypicalSize,
    double BetweenMeanSquare,
    double WithinMeanSquare,
    double Value,
    double StandardError,
    TestResult F,
    Estimate ByF,
    Estimate ByNormal,
    double MeanSize,
    double VariationOfSize)
{
    /// <summary>The estimate, where it is negative 0.</summary>
    public double Truncated => Math.Max(0, Value);

    /// <summary>1 + (mean size − 1) ρ: how many times as many participants the same precision needs.</summary>
    public double DesignEffect => 1 + ((MeanSize - 1) * Value);

    /// <summary>Estimates the correlation.</summary>
    /// <param name="outcomes">Finite numbers; 0 and 1 for a binary outcome.</param>
    /// <param name="clusters">The cluster of each outcome: any number that is its own.</param>
    /// <param name="confidence">Two-sided level, strictly between 0 and 1.</param>
    /// <returns>Null with fewer than two clusters, or no cluster of two or more.</returns>
    /// <exception cref="ArgumentException">The lists are not of one length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An outcome is not finite, or the level outside its range.</exception>
    public static IntraclusterCorrelation? Of(ReadOnlySpan<double> outcomes, ReadOnlySpan<int> clusters, double confidence = 0.95)
    {
        Arguments.Confidence(confidence);
        var groups = ClusterTotals.Of(outcomes, clusters);
        double n = outcomes.Length, k = groups.Count;
        if (k < 2 || n <= k)
        {
            return null;
        }

        double sum = 0, squaredSizes = 0;
        foreach (var group in groups)
        {
            (sum, squaredSizes) = (sum + group.Sum, squaredSizes + (group.Size * (double)group.Size));
        }

        double between = 0, within = 0, sizes = 0;
        foreach (var group in groups)
        {
            var distance = (group.Sum / group.Size) - (sum / n);
            (between, within, sizes) = (between + (group.Size * distance * distance), within + group.SquaresWithin, sizes + ((group.Size - (n / k)) * (group.Size - (n / k))));
        }

        var (msb, msw, n0) = (between / (k - 1), within / (n - k), (n - (squaredSizes / n)) / (k - 1));
        var value = (msb - msw) / (msb + ((n0 - 1) * msw));
        var error = Math.Sqrt(2 * (n - 1) * Square(1 - value) * Square(1 + ((n0 - 1) * value)) / (n0 * n0 * (n - k) * (k - 1)));
        var f = msb / msw;
        var tail = (1 - confidence) / 2;
        return new IntraclusterCorrelation(
            groups.Count,
            outcomes.Length,
            n0,
            msb,
            msw,
            value,
            error,
            new TestResult(f, k - 1, FDistribution.UpperTail(f, k - 1, n - k)),
            new Estimate(value, Limit(f / FDistribution.Quantile(1 - tail, k - 1, n - k), n0), Limit(f / FDistribution.Quantile(tail, k - 1, n - k), n0)),
            WaldEstimate.Symmetric(value, error, NormalDistribution.TwoSided(confidence)),
            n / k,
            Math.Sqrt(sizes / (k - 1)) / (n / k));
    }

    // Where nothing varies within clusters the ratio is infinite, and so is every limit of it.
    private static double Limit(double f, double n0) => double.IsPositiveInfinity(f) ? 1 : (f - 1) / (f + n0 - 1);

    private static double Square(double value) => value * value;
}
