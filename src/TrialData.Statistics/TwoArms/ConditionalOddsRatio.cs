namespace TrialData.Statistics;

/// <summary>Odds ratio given all margins of the table or of every stratum: the companion of Fisher's exact test.</summary>
/// <remarks>
/// The value is the conditional maximum-likelihood estimate, not ad/bc. It is NaN where the margins leave only one table,
/// with limits 0 and infinity. R <c>fisher.test</c> and <c>mantelhaen.test(exact = TRUE)</c> define the same but stop their
/// search early: their limits are good to about 10⁻⁴ of min(ψ, 1/ψ), so that large ones differ in the first digits.
/// </remarks>
public static class ConditionalOddsRatio
{
    private const double Exactly = 1;
    private const double MidPShare = 0.5;

    /// <summary>Estimate with exact limits: each tail at most half of the error.</summary>
    /// <param name="table">The two arms.</param>
    /// <param name="confidence">Two-sided level, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The confidence level is outside its range, or a table has twenty million possible counts.</exception>
    public static Estimate Exact(TwoByTwo table, double confidence = 0.95) =>
        From(ConditionalDistribution.Hypergeometric(table), confidence, Exactly);

    /// <summary>Estimate with mid-P limits: half of the observed probability belongs to each tail.</summary>
    /// <param name="table">The two arms.</param>
    /// <param name="confidence">Two-sided level, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The confidence level is outside its range, or a table has twenty million possible counts.</exception>
    public static Estimate MidP(TwoByTwo table, double confidence = 0.95) =>
        From(ConditionalDistribution.Hypergeometric(table), confidence, MidPShare);

    /// <summary>Common odds ratio of the strata with exact limits.</summary>
    /// <remarks>Gart (1970), Biometrika 57:471; strata without both arms carry no information and are left out.</remarks>
    /// <param name="strata">One table for each stratum.</param>
    /// <param name="confidence">Two-sided level, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The confidence level is outside its range, or a table has twenty million possible counts.</exception>
    public static Estimate ExactOverStrata(ReadOnlySpan<TwoByTwo> strata, double confidence = 0.95) =>
        From(ConditionalDistribution.Convolution(strata, RoughLogOddsRatio(strata)), confidence, Exactly);

    /// <summary>Common odds ratio of the strata with mid-P limits.</summary>
    /// <param name="strata">One table for each stratum.</param>
    /// <param name="confidence">Two-sided level, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The confidence level is outside its range, or a table has twenty million possible counts.</exception>
    public static Estimate MidPOverStrata(ReadOnlySpan<TwoByTwo> strata, double confidence = 0.95) =>
        From(ConditionalDistribution.Convolution(strata, RoughLogOddsRatio(strata)), confidence, MidPShare);

    private static Estimate From(ConditionalDistribution distribution, double confidence, double ownShare)
    {
        Arguments.Confidence(confidence);
        var (lower, upper) = distribution.Limits((1 - confidence) / 2, ownShare);
        return new Estimate(Math.Exp(distribution.MaximumLikelihood()), Math.Exp(lower), Math.Exp(upper));
    }

    // Only says where the convolution is done; the ½ keeps it finite.
    private static double RoughLogOddsRatio(ReadOnlySpan<TwoByTwo> strata)
    {
        double forArm1 = 0.5, forArm0 = 0.5;
        foreach (var t in strata)
        {
            forArm1 += t.ComparesArms ? t.A * t.D / t.N : 0;
            forArm0 += t.ComparesArms ? t.B * t.C / t.N : 0;
        }

        return Math.Log(forArm1 / forArm0);
    }
}
