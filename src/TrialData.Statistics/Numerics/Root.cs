namespace TrialData.Statistics;

/// <summary>Where a monotone function crosses zero.</summary>
internal static class Root
{
    private const int MostSteps = 400;

    /// <summary>The crossing between two points, to the last bits of a double.</summary>
    /// <remarks>
    /// Chandrupatla (1997), Advances in Engineering Software 28:145: inverse quadratic interpolation where it is safe,
    /// otherwise bisection. Infinite values at poles are allowed. Without a change of sign the end whose value is nearer
    /// to zero is the answer: a likelihood that has its maximum on the border.
    /// </remarks>
    internal static double Of(Func<double, double> function, double low, double high)
    {
        double a = low, b = high, c = low;
        double fa = function(a), fb = function(b), fc = fa;

        if (Math.Sign(fa) == Math.Sign(fb) || fa == 0 || fb == 0)
        {
            return Math.Abs(fa) <= Math.Abs(fb) ? a : b;
        }

        var t = 0.5;
        for (var step = 0; step < MostSteps; step++)
        {
            var x = a + (t * (b - a));
            var fx = function(x);

            if (Math.Sign(fx) == Math.Sign(fa))
            {
                (c, fc) = (a, fa);
            }
            else
            {
                (c, fc, b, fb) = (b, fb, a, fa);
            }

            (a, fa) = (x, fx);

            var (best, residual) = Math.Abs(fa) < Math.Abs(fb) ? (a, fa) : (b, fb);
            var smallest = (2 * Math.BitIncrement(Math.Abs(best))) - (2 * Math.Abs(best));
            var share = smallest / Math.Abs(b - a);
            if (residual == 0 || share > 0.5)
            {
                return best;
            }

            t = Interpolated(a, b, c, fa, fb, fc);
            t = double.IsFinite(t) ? Math.Clamp(t, share, 1 - share) : 0.5;
        }

        return a;
    }

    private static double Interpolated(double a, double b, double c, double fa, double fb, double fc)
    {
        var xi = (a - b) / (c - b);
        var phi = (fa - fb) / (fc - fb);
        if (!(phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi))
        {
            return 0.5;
        }

        return (fa / (fb - fa) * (fc / (fb - fc))) + ((c - a) / (b - a) * (fa / (fc - fa)) * (fb / (fc - fb)));
    }
}
