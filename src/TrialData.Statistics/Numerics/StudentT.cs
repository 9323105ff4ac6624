using MathNet.Numerics;

namespace TrialData.Statistics;

/// <summary>Student's t.</summary>
internal static class StudentT
{
    /// <summary>t with upper tail <paramref name="p"/>, below one half.</summary>
    internal static double UpperQuantile(double p, double df)
    {
        // On the scale of the beta the ends are finite.
        var x = BetaDistribution.Quantile(2 * p, df / 2, 0.5);
        return Math.Sqrt(df * (1 - x) / x);
    }
}

/// <summary>Student's t around a centre that is not 0.</summary>
internal static class NoncentralT
{
    private const int MostTerms = 100_000;

    /// <summary>P(T &gt; t) for t ≥ 0, by the series of Lenth (1989), AS 243; to some 12 digits of a tail that is not small.</summary>
    internal static double UpperTail(double t, double df, double centre)
    {
        var x = t * t / ((t * t) + df);
        var half = centre * centre / 2;
        var even = 0.5 * Math.Exp(-half);
        var odd = centre / Constants.Sqrt2Pi * Math.Exp(-half);

        double sum = 0, remaining = 0.5;
        for (var j = 0; j < MostTerms; j++)
        {
            sum += (even * BetaDistribution.LowerTail(x, j + 0.5, df / 2)) + (odd * BetaDistribution.LowerTail(x, j + 1, df / 2));
            remaining -= even;
            if (remaining < 1e-16 && j > half)
            {
                break;
            }

            even *= half / (j + 1);
            odd *= half / (j + 1.5);
        }

        return Math.Max(0, StandardNormal.LowerTail(centre) - sum);
    }
}
