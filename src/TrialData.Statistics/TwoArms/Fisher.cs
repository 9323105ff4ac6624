namespace TrialData.Statistics;

/// <summary>Fisher's exact test that the odds of an event are the same in both arms, given all margins.</summary>
/// <remarks>
/// Fisher (1935), J R Stat Soc 98:39. The two-sided p-value sums what is not more probable than the observed table, as
/// R <c>fisher.test</c>. All p-values are 1 where the margins leave only one table.
/// </remarks>
public static class Fisher
{
    private const double NoEffect = 0;

    /// <summary>The test of one table.</summary>
    /// <param name="table">The two arms.</param>
    /// <exception cref="ArgumentOutOfRangeException">A table has twenty million possible counts.</exception>
    public static ExactPValues Test(TwoByTwo table) => ConditionalDistribution.Hypergeometric(table).PValues(NoEffect);

    /// <summary>The exact test of a common odds ratio of 1 over strata, as R <c>mantelhaen.test(exact = TRUE)</c>.</summary>
    /// <param name="strata">One table for each stratum; those without both arms carry no information.</param>
    /// <exception cref="ArgumentOutOfRangeException">A table has twenty million possible counts.</exception>
    public static ExactPValues TestOverStrata(ReadOnlySpan<TwoByTwo> strata) =>
        ConditionalDistribution.Convolution(strata, NoEffect).PValues(NoEffect);
}
