namespace TrialData.Statistics;

/// <summary>How many participants a two-sided comparison of two proportions needs, and what power so many have.</summary>
/// <remarks>
/// Fleiss, Tytun and Ury (1980), Biometrics 36:343; Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions, chapter 4. The tail against the
/// direction of the effect is left out, as R <c>power.prop.test</c> does, where a method does not say otherwise.
/// </remarks>
public static class TwoProportionsPlan
{
    /// <summary>Sizes for the uncorrected chi-squared test, whose variance is pooled under the hypothesis.</summary>
    /// <param name="p1">Proportion in the first arm, strictly between 0 and 1.</param>
    /// <param name="p2">Proportion in the second arm, another one strictly between 0 and 1.</param>
    /// <param name="alpha">Two-sided level, strictly between 0 and 1.</param>
    /// <param name="power">Strictly between <paramref name="alpha"/> and 1.</param>
    /// <param name="ratio">Participants of the second arm for each of the first, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static ArmSizes Pooled(double p1, double p2, double alpha = 0.05, double power = 0.8, double ratio = 1)
    {
        var (za, zb) = Check(p1, p2, alpha, power, ratio);
        var pooled = (p1 + (ratio * p2)) / (1 + ratio);
        var root = (za * Math.Sqrt((ratio + 1) * pooled * (1 - pooled))) + (zb * Math.Sqrt((ratio * p1 * (1 - p1)) + (p2 * (1 - p2))));
        return Sizes(root * root / (ratio * (p1 - p2) * (p1 - p2)), ratio);
    }

    /// <summary>Sizes for Fisher's exact test, or the chi-squared test with continuity correction.</summary>
    /// <param name="p1">Proportion in the first arm, strictly between 0 and 1.</param>
    /// <param name="p2">Proportion in the second arm, another one strictly between 0 and 1.</param>
    /// <param name="alpha">Two-sided level, strictly between 0 and 1.</param>
    /// <param name="power">Strictly between <paramref name="alpha"/> and 1.</param>
    /// <param name="ratio">Participants of the second arm for each of the first, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static ArmSizes WithContinuityCorrection(double p1, double p2, double alpha = 0.05, double power = 0.8, double ratio = 1)
    {
        var n = Pooled(p1, p2, alpha, power, ratio).N1;
        var root = 1 + Math.Sqrt(1 + (2 * (ratio + 1) / (n * ratio * Math.Abs(p1 - p2))));
        return Sizes(n / 4 * root * root, ratio);
    }

    /// <summary>Sizes for a Wald test, whose variance is not pooled.</summary>
    /// <param name="p1">Proportion in the first arm, strictly between 0 and 1.</param>
    /// <param name="p2">Proportion in the second arm, another one strictly between 0 and 1.</param>
    /// <param name="alpha">Two-sided level, strictly between 0 and 1.</param>
    /// <param name="power">Strictly between <paramref name="alpha"/> and 1.</param>
    /// <param name="ratio">Participants of the second arm for each of the first, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static ArmSizes Unpooled(double p1, double p2, double alpha = 0.05, double power = 0.8, double ratio = 1)
    {
        var (za, zb) = Check(p1, p2, alpha, power, ratio);
        return Sizes((za + zb) * (za + zb) * ((p1 * (1 - p1)) + (p2 * (1 - p2) / ratio)) / ((p1 - p2) * (p1 - p2)), ratio);
    }

    /// <summary>Sizes by Cohen's h, the difference of the angles 2 arcsin √p.</summary>
    /// <param name="p1">Proportion in the first arm, strictly between 0 and 1.</param>
    /// <param name="p2">Proportion in the second arm, another one strictly between 0 and 1.</param>
    /// <param name="alpha">Two-sided level, strictly between 0 and 1.</param>
    /// <param name="power">Strictly between <paramref name="alpha"/> and 1.</param>
    /// <param name="ratio">Participants of the second arm for each of the first, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static ArmSizes Arcsine(double p1, double p2, double alpha = 0.05, double power = 0.8, double ratio = 1)
    {
        var (za, zb) = Check(p1, p2, alpha, power, ratio);
        var h = 2 * (Math.Asin(Math.Sqrt(p1)) - Math.Asin(Math.Sqrt(p2)));
        return Sizes((1 + (1 / ratio)) * (za + zb) * (za + zb) / (h * h), ratio);
    }

    /// <summary>Sizes of equal arms for the uncorrected test, counting significance against the effect too, as R with <c>strict = TRUE</c>.</summary>
    /// <param name="p1">Proportion in the first arm, strictly between 0 and 1.</param>
    /// <param name="p2">Proportion in the second arm, another one strictly between 0 and 1.</param>
    /// <param name="alpha">Two-sided level, strictly between 0 and 1.</param>
    /// <param name="power">Strictly between <paramref name="alpha"/> and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static ArmSizes PooledBothTails(double p1, double p2, double alpha = 0.05, double power = 0.8)
    {
        // The other tail only adds power, so the size without it is enough.
        var most = Pooled(p1, p2, alpha, power).N1;
        return Sizes(Root.Of(n => PowerBothTails(n, p1, p2, alpha) - power, 0, most), ratio: 1);
    }

    /// <summary>The power of the uncorrected test with equal arms.</summary>
    /// <param name="n">Participants in each arm, positive; a fraction is allowed.</param>
    /// <param name="p1">Proportion in the first arm, strictly between 0 and 1.</param>
    /// <param name="p2">Proportion in the second arm, another one strictly between 0 and 1.</param>
    /// <param name="alpha">Two-sided level, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double Power(double n, double p1, double p2, double alpha = 0.05)
    {
        Arguments.StrictlyBetween(n, 0, double.PositiveInfinity, nameof(n));
        return StandardNormal.LowerTail(Distance(n, p1, p2, alpha, correction: 0));
    }

    /// <summary>The power of the uncorrected test with equal arms, counting significance against the effect too.</summary>
    /// <param name="n">Participants in each arm, not negative; a fraction is allowed.</param>
    /// <param name="p1">Proportion in the first arm, strictly between 0 and 1.</param>
    /// <param name="p2">Proportion in the second arm, another one strictly between 0 and 1.</param>
    /// <param name="alpha">Two-sided level, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double PowerBothTails(double n, double p1, double p2, double alpha = 0.05)
    {
        var towards = Distance(n, p1, p2, alpha, correction: 0);
        var against = towards - (2 * Math.Sqrt(n) * Math.Abs(p1 - p2) / Deviation(p1, p2));
        return StandardNormal.LowerTail(towards) + StandardNormal.LowerTail(against);
    }

    /// <summary>The power of the test with continuity correction with equal arms, the difference shortened by 1/n.</summary>
    /// <param name="n">Participants in each arm, positive; a fraction is allowed.</param>
    /// <param name="p1">Proportion in the first arm, strictly between 0 and 1.</param>
    /// <param name="p2">Proportion in the second arm, another one strictly between 0 and 1.</param>
    /// <param name="alpha">Two-sided level, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double PowerWithContinuityCorrection(double n, double p1, double p2, double alpha = 0.05)
    {
        Arguments.StrictlyBetween(n, 0, double.PositiveInfinity, nameof(n));
        return StandardNormal.LowerTail(Distance(n, p1, p2, alpha, correction: 1 / n));
    }

    // (√n (|d| − correction) − z √(2 p̄ q̄)) / √(p₁q₁ + p₂q₂)
    private static double Distance(double n, double p1, double p2, double alpha, double correction)
    {
        Proportions(p1, p2);
        Arguments.StrictlyBetween(alpha, 0, 1, nameof(alpha));
        return ((Math.Sqrt(n) * (Math.Abs(p1 - p2) - correction)) - (Critical(alpha) * UnderHypothesis(p1, p2))) / Deviation(p1, p2);
    }

    private static double UnderHypothesis(double p1, double p2) => Math.Sqrt((p1 + p2) * (1 - ((p1 + p2) / 2)));

    private static double Deviation(double p1, double p2) => Math.Sqrt((p1 * (1 - p1)) + (p2 * (1 - p2)));

    private static double Critical(double alpha) => -NormalDistribution.Quantile(alpha / 2);

    private static ArmSizes Sizes(double n1, double ratio) => new(n1, ratio * n1);

    private static (double Za, double Zb) Check(double p1, double p2, double alpha, double power, double ratio)
    {
        Proportions(p1, p2);
        Arguments.StrictlyBetween(ratio, 0, double.PositiveInfinity, nameof(ratio));
        return Arguments.Quantiles(alpha, power);
    }

    private static void Proportions(double p1, double p2)
    {
        Arguments.StrictlyBetween(p1, 0, 1, nameof(p1));
        Arguments.StrictlyBetween(p2, 0, 1, nameof(p2));
        if (p1 == p2)
        {
            throw new ArgumentOutOfRangeException(nameof(p2), p2, "Two equal proportions differ by nothing that a trial could find.");
        }
    }
}
