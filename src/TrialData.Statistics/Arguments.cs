namespace TrialData.Statistics;

/// <summary>Checks of what is handed in: each names the argument and its value.</summary>
internal static class Arguments
{
    // Up to here a double holds every whole number.
    private const long LargestCount = 1L << 53;

    internal static long Participants(long value, string name) =>
        value is >= 0 and <= LargestCount
            ? value
            : throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"A number of participants is not negative, and at most {LargestCount}."));

    internal static long Events(long events, long n, string name)
    {
        if (events < 0)
        {
            throw new ArgumentOutOfRangeException(name, events, "A number of events is not negative.");
        }

        return events <= n ? events : throw new ArgumentOutOfRangeException(name, events, FormattableString.Invariant($"More events than the {n} participants."));
    }

    internal static void Proportion(long events, long n)
    {
        if (n < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(n), n, "A proportion needs at least one participant.");
        }

        Participants(n, nameof(n));
        Events(events, n, nameof(events));
    }

    internal static void Confidence(double confidence)
    {
        if (!(confidence > 0 && confidence < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "A confidence level lies strictly between 0 and 1.");
        }
    }

    internal static void StrictlyBetween(double value, double low, double high, string name)
    {
        if (!(value > low && value < high))
        {
            throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"The value must lie strictly between {low} and {high}."));
        }
    }

    /// <summary>A share that may be 0 but not 1.</summary>
    internal static double Share(double value, string name) =>
        value is >= 0 and < 1 ? value : throw new ArgumentOutOfRangeException(name, value, "A share lies from 0 to below 1.");

    /// <summary>The upper quantiles of a two-sided level and of a power.</summary>
    internal static (double Za, double Zb) Quantiles(double alpha, double power)
    {
        StrictlyBetween(alpha, 0, 1, nameof(alpha));
        StrictlyBetween(power, alpha, 1, nameof(power));
        return (-NormalDistribution.Quantile(alpha / 2), NormalDistribution.Quantile(power));
    }
}
