using static System.FormattableString;

namespace TrialData.Randomisation;

/// <summary>How much it takes to draw by a design of clusters. What takes too long would hold the store for as long.</summary>
/// <remarks>
/// <para>
/// An attempt at an allocation draws which arms have one more in each area, again and again until the arms' numbers differ by at most one in all. With
/// K arms, o clusters left over in an area and λ = Σ o (K − o) ⁄ (K (K − 1)), their numbers are nearly normal, and one try succeeds with
/// probability C(K, r) √K exp(−r (K − r) ⁄ (2 K λ)) ⁄ (2πλ)^((K − 1) ⁄ 2), r being the remainder of Σ o by K.
/// </para>
/// <para>Sealed designs of before this limit are read and replayed all the same.</para>
/// </remarks>
internal static class ClusterWork
{
    /// <summary>
    /// An attempt owns 2²⁰ counters and needs more than that with a probability below exp(−16) if it expects at most 2¹⁶: its draws then stay its own.
    /// </summary>
    internal const int MostDrawsOfAttempt = 1 << 16;

    // A sealed draw takes about a microsecond, and so does an allocation that is made in vain while all are looked for.
    internal const int MostSteps = 20_000_000;

    // A term takes about a nanosecond.
    internal const long MostTerms = 2_000_000_000;

    // An attempt in a sample as large as all there are ends after 10,000 in a row that were drawn before, once about one in 10,000 is left: ln 10,000 attempts for each.
    private const double LongestSearch = 9.21;

    // Below this share of all there are, hardly any is drawn twice.
    private const double Rare = 1e-3;

    /// <summary>What is too much of a design that is sound otherwise.</summary>
    internal static IEnumerable<DesignFault> Faults(int arms, IReadOnlyList<Cluster> clusters, int covariates, ClusterRule rule)
    {
        var over = clusters.CountBy(cluster => cluster.Area, StringComparer.Ordinal).Select(area => area.Value % arms).ToList();
        var success = Success(arms, over);
        var draws = clusters.Count + (over.Sum() / success);
        if (draws > MostDrawsOfAttempt)
        {
            return [new DesignFault("clusters", Invariant($"{clusters.Count}"), Invariant($"leave over {over.Sum()} in {over.Count(left => left > 0)} areas, so that one allocation would take about {draws:N0} draws; {MostDrawsOfAttempt:N0} are allowed. Join areas until fewer clusters are left over, or have fewer arms"))];
        }

        var count = (double)new AllocationSpace(arms, clusters).Count;
        var isEnumerated = count <= rule.EnumerateUpTo;
        var considered = isEnumerated ? count : Math.Min(count, rule.Sample);
        var steps = isEnumerated ? count / success : draws * Attempts(rule.Sample, count);
        var place = isEnumerated ? new DesignFault("enumerateUpTo", Invariant($"{rule.EnumerateUpTo}"), "") : new DesignFault("sample", Invariant($"{rule.Sample}"), "");
        return
        [
            .. steps > MostSteps
                ? [place with { Reason = Invariant($"would take about {steps:N0} {(isEnumerated ? "allocations to be made" : "draws")}; {MostSteps:N0} are allowed. Make it smaller, or join areas until fewer clusters are left over") }]
                : Array.Empty<DesignFault>(),
            .. considered * clusters.Count * covariates is var terms && terms > MostTerms
                ? [place with { Reason = Invariant($"allocations of {clusters.Count} clusters by {covariates} covariates would take {terms:N0} terms to score; {MostTerms:N0} are allowed. Look at fewer") }]
                : Array.Empty<DesignFault>(),
        ];
    }

    /// <summary>The probability that the arms' numbers differ by at most one in all.</summary>
    internal static double Success(int arms, IReadOnlyList<int> over)
    {
        var (left, spread) = (over.Sum() % arms, over.Sum(each => (double)each * (arms - each)) / (arms * (arms - 1)));
        if (spread == 0)
        {
            return 1;
        }

        var choices = Enumerable.Range(1, left).Aggregate(1.0, (product, each) => product * (arms - left + each) / each);
        return Math.Min(1, choices * Math.Sqrt(arms) * Math.Exp(-left * (arms - left) / (2 * arms * spread)) / Math.Pow(2 * Math.PI * spread, (arms - 1) / 2.0));
    }

    private static double Attempts(double sample, double count) => (sample / count) switch
    {
        < Rare => sample,
        < 1 and var share => count * Math.Min(-Math.Log(1 - share), LongestSearch),
        _ => count * LongestSearch,
    };
}
