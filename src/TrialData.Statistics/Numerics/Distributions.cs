using MathNet.Numerics;

namespace TrialData.Statistics;

/// <summary>The standard normal distribution.</summary>
internal static class NormalDistribution
{
    internal static double UpperTail(double z) => 0.5 * SpecialFunctions.Erfc(z / Constants.Sqrt2);

    /// <summary>z such that a proportion <paramref name="confidence"/> lies within ± z.</summary>
    internal static double TwoSided(double confidence)
    {
        Arguments.Confidence(confidence);
        return Constants.Sqrt2 * SpecialFunctions.ErfInv(confidence);
    }

    /// <summary>z with lower tail <paramref name="p"/>, in (0, 1).</summary>
    internal static double Quantile(double p) => -Constants.Sqrt2 * SpecialFunctions.ErfcInv(2 * p);
}

/// <summary>The chi-squared distribution.</summary>
internal static class ChiSquaredDistribution
{
    internal static double UpperTail(double statistic, int degreesOfFreedom) =>
        degreesOfFreedom == 1
            ? SpecialFunctions.Erfc(Math.Sqrt(statistic / 2))
            : SpecialFunctions.GammaUpperRegularized(degreesOfFreedom / 2.0, statistic / 2);
}

/// <summary>The beta distribution.</summary>
internal static class BetaDistribution
{
    internal static double LowerTail(double x, double alpha, double beta) => SpecialFunctions.BetaRegularized(alpha, beta, x);

    /// <summary>x whose lower tail is <paramref name="p"/>, to the precision of the tail itself.</summary>
    internal static double Quantile(double p, double alpha, double beta) =>
        Root.Of(x => LowerTail(x, alpha, beta) - p, 0, 1);
}

/// <summary>The F distribution.</summary>
internal static class FDistribution
{
    internal static double UpperTail(double f, double df1, double df2) =>
        double.IsPositiveInfinity(f) ? 0 : BetaDistribution.LowerTail(df2 / (df2 + (df1 * f)), df2 / 2, df1 / 2);

    /// <summary>f with lower tail <paramref name="p"/>.</summary>
    internal static double Quantile(double p, double df1, double df2)
    {
        var x = BetaDistribution.Quantile(p, df1 / 2, df2 / 2);
        return df2 * x / (df1 * (1 - x));
    }
}
