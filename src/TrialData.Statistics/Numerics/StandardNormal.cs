namespace TrialData.Statistics;

/// <summary>The normal distribution with mean 0 and variance 1.</summary>
public static class StandardNormal
{
    /// <summary>P(Z ≤ z), in [0, 1].</summary>
    /// <remarks>By the complementary error function, so that small tails keep their relative precision.</remarks>
    /// <param name="z">Any finite number.</param>
    public static double LowerTail(double z) => NormalDistribution.UpperTail(-z);
}
