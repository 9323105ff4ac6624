using TrialData.Application.Analyses;
using TrialData.Statistics;

namespace TrialData.Application.Tests.Reporting;

/// <summary>Estimates that look right in a sample report. They are not reference values: the statistics have tests of their own.</summary>
internal static class StandIns
{
    private const double Z = 1.959963984540054;

    public static Estimate? Wilson(int events, int n)
    {
        if (n == 0)
        {
            return null;
        }

        var p = (double)events / n;
        var middle = (p + (Z * Z / (2 * n))) / (1 + (Z * Z / n));
        var half = Z * Math.Sqrt((p * (1 - p) / n) + (Z * Z / (4.0 * n * n))) / (1 + (Z * Z / n));
        return new(p, Math.Max(0, middle - half), Math.Min(1, middle + half));
    }

    /// <summary>A Wilson interval with a little more room, in place of the exact one.</summary>
    public static Estimate? Wider(int events, int n) =>
        Wilson(events, n) is { } e ? new(e.Value, Math.Max(0, e.Lower - (0.1 * (e.Value - e.Lower))), Math.Min(1, e.Upper + (0.1 * (e.Upper - e.Value)))) : null;

    public static EffectEstimates Effect(int events1, int n1, int events0, int n0)
    {
        if (Wilson(events1, n1) is not { } one || Wilson(events0, n0) is not { } zero)
        {
            return new(events1, n1, events0, n0, null, null, null, null, null, null, null);
        }

        var difference = one.Value - zero.Value;
        var waldError = Math.Sqrt((one.Value * (1 - one.Value) / n1) + (zero.Value * (1 - zero.Value) / n0));
        var newcombe = new Estimate(
            difference,
            difference - Math.Sqrt(Math.Pow(one.Value - one.Lower, 2) + Math.Pow(zero.Upper - zero.Value, 2)),
            difference + Math.Sqrt(Math.Pow(one.Upper - one.Value, 2) + Math.Pow(zero.Value - zero.Lower, 2)));
        Estimate? ratio = events1 > 0 && events0 > 0
            ? OnLog(one.Value / zero.Value, Math.Sqrt((1.0 / events1) - (1.0 / n1) + (1.0 / events0) - (1.0 / n0)))
            : null;
        var inner = events1 > 0 && events0 > 0 && events1 < n1 && events0 < n0;
        Estimate? odds = inner
            ? OnLog((double)events1 * (n0 - events0) / ((double)events0 * (n1 - events1)), Math.Sqrt((1.0 / events1) + (1.0 / (n1 - events1)) + (1.0 / events0) + (1.0 / (n0 - events0))))
            : null;
        TestResult? chi = inner ? new(Math.Pow(difference / waldError, 2), 1, Math.Exp(-Math.Pow(difference / waldError, 2) / 2)) : null;
        return new(events1, n1, events0, n0, Around(difference, waldError), newcombe, newcombe, ratio, odds, chi, chi?.P);
    }

    public static StratifiedEffect Stratified(IReadOnlyList<EffectEstimates> sites)
    {
        var used = sites.Where(site => site.N1 > 0 && site.N0 > 0).ToList();
        if (used.Count == 0)
        {
            return new(0, null, null, null, null, null);
        }

        var weight = used.Sum(Weight);
        var difference = used.Sum(site => Weight(site) * site.RiskDifferenceWald!.Value.Value) / weight;
        var error = 1 / Math.Sqrt(4 * weight);
        var chi = new TestResult(Math.Pow(difference / error, 2), 1, Math.Exp(-Math.Pow(difference / error, 2) / 2));
        return new(used.Count, Around(difference, error), OnLog(1 + difference, 2 * error), OnLog(Math.Exp(4 * difference), 4 * error), chi, used.Count > 1 ? new(used.Count, used.Count - 1, 0.42) : null);
    }

    private static double Weight(EffectEstimates site) => (double)site.N1 * site.N0 / (site.N1 + site.N0);

    private static Estimate Around(double value, double error) => new(value, value - (Z * error), value + (Z * error));

    private static Estimate OnLog(double value, double error) => new(value, value * Math.Exp(-Z * error), value * Math.Exp(Z * error));
}
