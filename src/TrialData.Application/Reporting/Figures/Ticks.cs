namespace TrialData.Application.Reporting.Figures;

/// <summary>Round values along an axis, and the ends of the axis they imply.</summary>
public static class Ticks
{
    private static readonly decimal[] Steps = [1m, 2m, 5m, 10m];

    /// <summary>Multiples of 1, 2 or 5 times a power of ten that enclose the range: at most <paramref name="most"/> steps, give or take one at either end.</summary>
    public static IReadOnlyList<double> Linear(double low, double high, int most = 6)
    {
        if (!(high > low))
        {
            throw new ArgumentException(FormattableString.Invariant($"A range of ticks ends above its start: {low} to {high}."), nameof(high));
        }

        var rough = (high - low) / most;
        var power = (decimal)Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = Steps.First(s => (double)(s * power) >= rough * (1 - 1e-9)) * power;

        // Decimal multiples: 3 × 0.1 is written 0.3, on every machine.
        var first = (long)Math.Floor((low / (double)step) + 1e-9);
        var last = (long)Math.Ceiling((high / (double)step) - 1e-9);
        return [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => (double)((first + i) * step))];
    }

    /// <summary>1, 2 and 5 in each decade, or the powers of ten alone where the range is long.</summary>
    public static IReadOnlyList<double> Log(double low, double high)
    {
        if (!(low > 0 && high > low))
        {
            throw new ArgumentException(FormattableString.Invariant($"A logarithmic range lies above zero and ends above its start: {low} to {high}."), nameof(low));
        }

        decimal[] digits = high / low > 200 ? [1m] : [1m, 2m, 5m];
        var first = (int)Math.Floor(Math.Log10(low));
        var last = (int)Math.Ceiling(Math.Log10(high));
        var all = Enumerable.Range(first, last - first + 1)
            .SelectMany(decade => digits.Select(digit => (double)(digit * (decimal)Math.Pow(10, decade))))
            .ToList();
        var from = all.FindLastIndex(tick => tick <= low * (1 + 1e-9));
        var to = all.FindIndex(tick => tick >= high * (1 - 1e-9));
        return all[Math.Max(from, 0)..((to < 0 ? all.Count - 1 : to) + 1)];
    }
}
