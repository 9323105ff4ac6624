namespace TrialData.Randomisation;

/// <summary>Quantiles of the standard normal distribution, for intervals.</summary>
internal static class NormalQuantile
{
    private const int MostSteps = 100;

    /// <summary>The number that a standard normal variable stays below with a probability above one half.</summary>
    internal static double Of(double probability)
    {
        // Newton from 0: Φ is concave to the right of it, so the steps never overshoot.
        var x = 0.0;
        for (var step = 0; step < MostSteps; step++)
        {
            var density = Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
            var next = x + ((probability - 0.5 - (density * Series(x))) / density);
            if (Math.Abs(next - x) <= 1e-15 * next)
            {
                return next;
            }

            x = next;
        }

        return x;
    }

    // Φ(x) − 1/2 = φ(x) (x + x³/3 + x⁵/(3·5) + …): Marsaglia G (2004), Journal of Statistical Software 11(4).
    private static double Series(double x)
    {
        var (sum, term) = (0.0, x);
        for (var k = 3; sum + term != sum; k += 2)
        {
            sum += term;
            term *= x * x / k;
        }

        return sum;
    }
}
