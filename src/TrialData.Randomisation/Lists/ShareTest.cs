namespace TrialData.Randomisation;

/// <summary>Whether chance gives an arm so few or so many of some rows.</summary>
/// <remarks>
/// The exact two-sided binomial probability: twice that of a count as far to the same side or further, at most 1. A list is refused where it is
/// below <see cref="Level"/> for the whole list, or below <see cref="Level"/> divided by the number of strata for one of them. So a
/// list that was drawn as planned is refused by mistake at most twice in 10,000 times for each arm.
/// </remarks>
internal static class ShareTest
{
    internal const double Level = 1e-4;

    internal static double Probability(int count, int rows, double share)
    {
        var mean = rows * share;
        var step = count > mean ? 1 : -1;
        var each = Math.Exp(LogChoices(rows, count) + (count * Math.Log(share)) + ((rows - count) * Math.Log(1 - share)));
        var sum = 0.0;
        var odds = share / (1 - share);
        for (var k = count; k >= 0 && k <= rows && sum + each > sum; k += step)
        {
            sum += each;
            each *= step > 0 ? (rows - k) * odds / (k + 1) : k / ((rows - k + 1) * odds);
        }

        return Math.Min(1, 2 * sum);
    }

    private static double LogChoices(int rows, int count)
    {
        var log = 0.0;
        for (var k = 1; k <= Math.Min(count, rows - count); k++)
        {
            log += Math.Log((double)(rows - k + 1) / k);
        }

        return log;
    }
}
