namespace TrialData.Statistics;

/// <summary>Exact interval of one proportion from an acceptability that counts both tails: never wider than Clopper–Pearson.</summary>
/// <remarks>
/// Blaker (2000), Can J Stat 28:783. The acceptability of p is P(X ≥ x) or P(X ≤ x), the smaller, plus the largest tail of the other side that is not larger. The
/// limits are the ends of where it exceeds α, gaps included (Klaschka 2010): found piece by piece, not on a grid.
/// </remarks>
public static class Blaker
{
    /// <summary>The interval.</summary>
    /// <param name="events">Events, from 0 to <paramref name="n"/>.</param>
    /// <param name="n">Participants, at least 1.</param>
    /// <param name="confidence">Two-sided level, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static Estimate Interval(long events, long n, double confidence = 0.95)
    {
        var widest = ClopperPearson.Interval(events, n, confidence);
        var alpha = 1 - confidence;
        return widest with
        {
            Lower = events == 0 ? 0 : Lower(events, n, widest.Lower, alpha),
            Upper = events == n ? 1 : 1 - Lower(n - events, n, 1 - widest.Upper, alpha),
        };
    }

    // With the lower tail that goes along fixed, the acceptability falls and then rises with p; it jumps up where one more outcome comes along.
    private static double Lower(long x, long n, double start, double alpha)
    {
        var opposite = Opposite(x, n, start);
        var jump = opposite + 1 >= x ? (double)x / n : Root.Of(p => AtMost(opposite + 1, n, p) - AtLeast(x, n, p), start, (double)x / n);
        return Acceptability(jump) >= alpha ? Root.Of(p => Acceptability(p) - alpha, start, jump) : jump;

        double Acceptability(double p) => AtLeast(x, n, p) + AtMost(opposite, n, p);
    }

    /// <summary>The largest k with P(X ≤ k) ≤ P(X ≥ x); −1 where there is none.</summary>
    private static long Opposite(long x, long n, double p)
    {
        var tail = AtLeast(x, n, p);
        long low = -1, high = x;
        while (high - low > 1)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = AtMost(middle, n, p) <= tail ? (middle, high) : (low, middle);
        }

        return low;
    }

    private static double AtLeast(long x, long n, double p) => x <= 0 ? 1 : BetaDistribution.LowerTail(p, x, n - x + 1);

    private static double AtMost(long x, long n, double p) => x < 0 ? 0 : BetaDistribution.LowerTail(1 - p, n - x, x + 1);
}
