namespace TrialData.Statistics;

/// <summary>Every outcome that two arms of given sizes can have.</summary>
internal sealed class OutcomesOfTwoArms
{
    private const long MostParticipants = 10_000;
    private const int Steps = 1000;

    private readonly TwoByTwo table;

    internal OutcomesOfTwoArms(TwoByTwo table)
    {
        if (Math.Max(table.N1, table.N0) > MostParticipants)
        {
            throw new ArgumentOutOfRangeException(
                nameof(table), Math.Max(table.N1, table.N0), FormattableString.Invariant($"An exact unconditional test takes arms of up to {MostParticipants}; of larger ones the large-sample tests are as good."));
        }

        this.table = table;
    }

    /// <summary>The probability of some outcomes at the common risk at which it is largest.</summary>
    internal double LargestProbability(Predicate<TwoByTwo> belongs)
    {
        var logWays = LogWays(belongs);
        var (best, at) = (0.0, 0);
        for (var step = 0; step <= Steps; step++)
        {
            var probability = At((double)step / Steps);
            if (probability > best)
            {
                (best, at) = (probability, step);
            }
        }

        return Math.Min(1, Math.Max(best, Peak(Math.Max(0, at - 1.0) / Steps, Math.Min(Steps, at + 1.0) / Steps)));

        double At(double risk)
        {
            if (risk is 0 or 1)
            {
                return double.IsNegativeInfinity(logWays[risk == 0 ? 0 : ^1]) ? 0 : 1;
            }

            var (log, odds, sum) = ((logWays.Length - 1) * Math.Log(1 - risk), Math.Log(risk / (1 - risk)), 0.0);
            for (var events = 0; events < logWays.Length; events++)
            {
                sum += Math.Exp(logWays[events] + log + (events * odds));
            }

            return sum;
        }

        // Golden section: the top is flat, so half of the digits of the place are all digits of the height.
        double Peak(double low, double high)
        {
            const double golden = 0.6180339887498949;
            var (left, right) = (high - (golden * (high - low)), low + (golden * (high - low)));
            var (atLeft, atRight) = (At(left), At(right));
            while (high - low > 1e-10)
            {
                if (atLeft >= atRight)
                {
                    (high, right, atRight, left) = (right, left, atLeft, right - (golden * (right - low)));
                    atLeft = At(left);
                }
                else
                {
                    (low, left, atLeft, right) = (left, right, atRight, left + (golden * (high - left)));
                    atRight = At(right);
                }
            }

            return Math.Max(atLeft, atRight);
        }
    }

    /// <summary>By the number of events in both arms: the logarithm of the ways to have it.</summary>
    private double[] LogWays(Predicate<TwoByTwo> belongs)
    {
        var (n1, n0) = ((int)table.N1, (int)table.N0);
        var (log1, log0) = (LogChoices(n1), LogChoices(n0));
        var ways = new double[n1 + n0 + 1];
        Array.Fill(ways, double.NegativeInfinity);
        for (var x1 = 0; x1 <= n1; x1++)
        {
            for (var x0 = 0; x0 <= n0; x0++)
            {
                if (belongs(new TwoByTwo(x1, n1, x0, n0)))
                {
                    ways[x1 + x0] = LogSum(ways[x1 + x0], log1[x1] + log0[x0]);
                }
            }
        }

        return ways;
    }

    private static double[] LogChoices(int n)
    {
        var logs = new double[n + 1];
        for (var x = 0; x <= n; x++)
        {
            logs[x] = LogFactorial.Of(n) - LogFactorial.Of(x) - LogFactorial.Of(n - x);
        }

        return logs;
    }

    private static double LogSum(double a, double b)
    {
        var (large, small) = (Math.Max(a, b), Math.Min(a, b));
        return double.IsNegativeInfinity(small) ? large : large + Math.Log(1 + Math.Exp(small - large));
    }
}
