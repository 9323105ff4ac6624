namespace TrialData.Statistics;

/// <summary>How many participants a two-sided comparison of two means with equal arms needs, and what power so many have.</summary>
/// <remarks>As R <c>power.t.test</c>; the tail against the direction of the effect is left out where a method does not say otherwise.</remarks>
public static class TwoMeansPlan
{
    // Beyond this distance of the arms, in standard errors, every test has a power of 1.
    private const double Certain = 30;

    /// <summary>Sizes for the t test.</summary>
    /// <param name="difference">Of the means, not 0.</param>
    /// <param name="deviation">Standard deviation within an arm, positive.</param>
    /// <param name="alpha">Two-sided level, strictly between 0 and 1.</param>
    /// <param name="power">Strictly between <paramref name="alpha"/> and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static ArmSizes T(double difference, double deviation, double alpha = 0.05, double power = 0.9) =>
        Solved(difference, deviation, alpha, power, Power);

    /// <summary>Sizes for the t test, counting significance against the effect too, as R with <c>strict = TRUE</c>.</summary>
    /// <param name="difference">Of the means, not 0.</param>
    /// <param name="deviation">Standard deviation within an arm, positive.</param>
    /// <param name="alpha">Two-sided level, strictly between 0 and 1.</param>
    /// <param name="power">Strictly between <paramref name="alpha"/> and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static ArmSizes TBothTails(double difference, double deviation, double alpha = 0.05, double power = 0.9) =>
        Solved(difference, deviation, alpha, power, PowerBothTails);

    /// <summary>Sizes where the standard deviation is known: 2 (z₁ + z₂)² σ²/δ².</summary>
    /// <param name="difference">Of the means, not 0.</param>
    /// <param name="deviation">Standard deviation within an arm, positive.</param>
    /// <param name="alpha">Two-sided level, strictly between 0 and 1.</param>
    /// <param name="power">Strictly between <paramref name="alpha"/> and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static ArmSizes Normal(double difference, double deviation, double alpha = 0.05, double power = 0.9)
    {
        var (za, zb) = Arguments.Quantiles(alpha, power);
        var n = 2 * (za + zb) * (za + zb) / Squared(Effect(difference, deviation));
        return new ArmSizes(n, n);
    }

    /// <summary>Sizes with adjustment for a baseline that correlates with the outcome: <see cref="Normal"/> times 1 − ρ². Borm, Fransen and Lemmens (2007), J Clin Epidemiol 60:1234.</summary>
    /// <param name="difference">Of the means, not 0.</param>
    /// <param name="deviation">Standard deviation within an arm, positive.</param>
    /// <param name="correlation">Of baseline and outcome, strictly between −1 and 1.</param>
    /// <param name="alpha">Two-sided level, strictly between 0 and 1.</param>
    /// <param name="power">Strictly between <paramref name="alpha"/> and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static ArmSizes Ancova(double difference, double deviation, double correlation, double alpha = 0.05, double power = 0.9)
    {
        Arguments.StrictlyBetween(correlation, -1, 1, nameof(correlation));
        return Normal(difference, deviation, alpha, power).Times(1 - Squared(correlation));
    }

    /// <summary>The power of the t test.</summary>
    /// <param name="n">Participants in each arm, above 1; a fraction is allowed.</param>
    /// <param name="difference">Of the means, not 0.</param>
    /// <param name="deviation">Standard deviation within an arm, positive.</param>
    /// <param name="alpha">Two-sided level, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double Power(double n, double difference, double deviation, double alpha = 0.05)
    {
        var (critical, freedom, centre) = Test(n, difference, deviation, alpha);
        return NoncentralT.UpperTail(critical, freedom, centre);
    }

    /// <summary>The power of the t test, counting significance against the effect too.</summary>
    /// <param name="n">Participants in each arm, above 1; a fraction is allowed.</param>
    /// <param name="difference">Of the means, not 0.</param>
    /// <param name="deviation">Standard deviation within an arm, positive.</param>
    /// <param name="alpha">Two-sided level, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double PowerBothTails(double n, double difference, double deviation, double alpha = 0.05)
    {
        var (critical, freedom, centre) = Test(n, difference, deviation, alpha);
        return NoncentralT.UpperTail(critical, freedom, centre) + NoncentralT.UpperTail(critical, freedom, -centre);
    }

    private static ArmSizes Solved(double difference, double deviation, double alpha, double power, Func<double, double, double, double, double> powerOf)
    {
        _ = Arguments.Quantiles(alpha, power);
        var effect = Effect(difference, deviation);
        const double least = 1 + 1e-6;
        var most = Math.Max(2 * least, 2 * Squared(Certain / effect));

        // Of a huge effect even the smallest trial has the power.
        var n = powerOf(least, difference, deviation, alpha) >= power ? least : Root.Of(size => powerOf(size, difference, deviation, alpha) - power, least, most);
        return new ArmSizes(n, n);
    }

    private static (double Critical, double Freedom, double Centre) Test(double n, double difference, double deviation, double alpha)
    {
        Arguments.StrictlyBetween(n, 1, double.PositiveInfinity, nameof(n));
        Arguments.StrictlyBetween(alpha, 0, 1, nameof(alpha));
        var freedom = 2 * (n - 1);
        return (StudentT.UpperQuantile(alpha / 2, freedom), freedom, Math.Sqrt(n / 2) * Effect(difference, deviation));
    }

    private static double Effect(double difference, double deviation)
    {
        if (!double.IsFinite(difference) || difference == 0)
        {
            throw new ArgumentOutOfRangeException(nameof(difference), difference, "A difference of means is finite and not 0.");
        }

        Arguments.StrictlyBetween(deviation, 0, double.PositiveInfinity, nameof(deviation));
        return Math.Abs(difference) / deviation;
    }

    private static double Squared(double value) => value * value;
}
