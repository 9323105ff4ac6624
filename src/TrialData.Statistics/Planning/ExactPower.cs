namespace TrialData.Statistics;

/// <summary>The probability that a test of two arms is significant, over every outcome that the arms can have.</summary>
/// <remarks>With <c>p1 = p2</c> it is the test's true size.</remarks>
public static class ExactPower
{
    /// <summary>Of Fisher's exact test, two-sided.</summary>
    /// <param name="n1">Participants in the first arm, at least 1.</param>
    /// <param name="n2">Participants in the second arm, at least 1.</param>
    /// <param name="p1">Proportion in the first arm, from 0 to 1.</param>
    /// <param name="p2">Proportion in the second arm, from 0 to 1.</param>
    /// <param name="alpha">Two-sided level, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double OfFisher(int n1, int n2, double p1, double p2, double alpha = 0.05) =>
        Sum(n1, n2, p1, p2, alpha, static table => Fisher.Test(table).TwoSided);

    /// <summary>Of the chi-squared test without correction; outcomes for which it is not defined are not significant.</summary>
    /// <param name="n1">Participants in the first arm, at least 1.</param>
    /// <param name="n2">Participants in the second arm, at least 1.</param>
    /// <param name="p1">Proportion in the first arm, from 0 to 1.</param>
    /// <param name="p2">Proportion in the second arm, from 0 to 1.</param>
    /// <param name="alpha">Two-sided level, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double OfChiSquared(int n1, int n2, double p1, double p2, double alpha = 0.05) =>
        Sum(n1, n2, p1, p2, alpha, static table => ChiSquared.Test(table)?.P ?? 1);

    private static double Sum(int n1, int n2, double p1, double p2, double alpha, Func<TwoByTwo, double> test)
    {
        Arguments.StrictlyBetween(alpha, 0, 1, nameof(alpha));
        var (first, second) = (Binomial(n1, p1, nameof(n1), nameof(p1)), Binomial(n2, p2, nameof(n2), nameof(p2)));
        var sum = 0.0;
        for (var x1 = 0; x1 <= n1; x1++)
        {
            for (var x2 = 0; x2 <= n2; x2++)
            {
                if (first[x1] * second[x2] > 0 && test(new TwoByTwo(x1, n1, x2, n2)) <= alpha)
                {
                    sum += first[x1] * second[x2];
                }
            }
        }

        return sum;
    }

    private static double[] Binomial(int n, double p, string nameOfN, string nameOfP)
    {
        if (n < 1)
        {
            throw new ArgumentOutOfRangeException(nameOfN, n, "An arm has at least one participant.");
        }

        if (!(p >= 0 && p <= 1))
        {
            throw new ArgumentOutOfRangeException(nameOfP, p, "A proportion lies from 0 to 1.");
        }

        var probabilities = new double[n + 1];
        if (p is 0 or 1)
        {
            probabilities[p == 0 ? 0 : n] = 1;
            return probabilities;
        }

        return ConditionalDistribution.Binomial(0, n).Probabilities(Math.Log(p / (1 - p)));
    }
}
