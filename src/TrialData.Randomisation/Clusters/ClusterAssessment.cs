using System.Numerics;
using static System.FormattableString;

namespace TrialData.Randomisation;

/// <summary>How often two clusters share an arm.</summary>
/// <param name="First">Code of the first.</param>
/// <param name="Second">Code of the second.</param>
/// <param name="Considered">Share of the allocations looked at that give both the same arm.</param>
/// <param name="Acceptable">Share of the acceptable ones.</param>
/// <param name="IsOverConstrained">
/// Whether the acceptable allocations always put the two together, or always apart, though not all that were looked at do. Then the
/// two are not randomised independently of each other, and an analysis that takes them to be is wrong (Moulton LH (2004), Clinical
/// Trials 1:297-305).
/// </param>
public sealed record ClusterPair(string First, string Second, double Considered, double Acceptable, bool IsOverConstrained);

/// <summary>How far arms are apart in a covariate: the largest difference between the means of two arms, in the covariate's own units.</summary>
/// <param name="Name">The covariate.</param>
/// <param name="Weight">How much it counts.</param>
/// <param name="StandardDeviation">Of the covariate over all clusters.</param>
/// <param name="Mean">Mean over the acceptable allocations.</param>
/// <param name="Largest">Largest over the acceptable allocations.</param>
/// <param name="MeanConsidered">Mean over all that were looked at.</param>
/// <param name="LargestConsidered">Largest over all that were looked at.</param>
public sealed record CovariateDifference(
    string Name, int Weight, double StandardDeviation, double Mean, double Largest, double MeanConsidered, double LargestConsidered);

/// <summary>How many allocations have a score in a part of the range.</summary>
/// <param name="From">Where the part begins.</param>
/// <param name="To">Where it ends; belongs to the next part, but for the last.</param>
/// <param name="Considered">Of those looked at.</param>
/// <param name="Acceptable">Of the acceptable ones.</param>
public sealed record ScoreBin(double From, double To, int Considered, int Acceptable);

/// <summary>How constrained a randomisation of clusters would be.</summary>
/// <param name="Allocations">How many allocations there are with equal numbers within areas as far as possible.</param>
/// <param name="IsEnumerated">Whether all were looked at; otherwise a sample.</param>
/// <param name="Considered">How many were looked at.</param>
/// <param name="Acceptable">How many of those may be drawn; none where the design's cut-off is below the best score.</param>
/// <param name="BestScore">The smallest score of those looked at.</param>
/// <param name="CutOff">The score up to which allocations are acceptable.</param>
/// <param name="WorstScore">The largest score of those looked at.</param>
/// <param name="Scores">Their scores, in parts that are equally wide in the score's square root: the good ones are close to 0.</param>
/// <param name="Covariates">How far arms are apart in each; empty where nothing is acceptable.</param>
/// <param name="Pairs">Every pair of clusters, in the design's order; empty where nothing is acceptable.</param>
/// <param name="Warnings">What a statistician should think about before the design is sealed.</param>
public sealed record ClusterAssessment(
    BigInteger Allocations,
    bool IsEnumerated,
    int Considered,
    int Acceptable,
    double BestScore,
    double CutOff,
    double WorstScore,
    IReadOnlyList<ScoreBin> Scores,
    IReadOnlyList<CovariateDifference> Covariates,
    IReadOnlyList<ClusterPair> Pairs,
    IReadOnlyList<DesignWarning> Warnings)
{
    private const int Bins = 40;

    /// <summary>
    /// How many acceptable allocations a sample must hold so that another of the same size, under the same cut-off, holds one. If s are expected,
    /// the chance that the one holds at least k and the other none is at most e⁻²ˢ (e s ⁄ k)ᵏ (Chernoff), which is greatest at s = k ⁄ 2: 2⁻ᵏ, here 10⁻⁹.
    /// </summary>
    public const int FewestInSample = 30;

    // Among fewer, a randomisation test has few values that it can take.
    private const int FewestAcceptable = 100;

    /// <summary>Whether the trial's own sample, which is another one, could hold no acceptable allocation: then nobody could ever be allocated.</summary>
    public bool MayFindNone { get; private init; }

    internal static ClusterAssessment Of(ClusterDesign design, AcceptableSet set)
    {
        var mayFindNone = design.Rule.AcceptScoreUpTo is not null && set.Considered.Count < set.Allocations && set.Acceptable.Count < FewestInSample;
        var pairs = set.Acceptable.Count == 0 ? [] : PairsOf(design, set);
        return new ClusterAssessment(
            set.Allocations,
            set.IsEnumerated,
            set.Considered.Count,
            set.Acceptable.Count,
            set.Usual(set.Scores.Min()),
            set.Usual(set.Limit),
            set.Usual(set.Scores.Max()),
            BinsOf(set),
            set.Acceptable.Count == 0 ? [] : [.. design.Covariates.Select((_, index) => DifferenceOf(design, index, set))],
            pairs,
            [.. WarningsOf(set, pairs, mayFindNone)])
        {
            MayFindNone = mayFindNone,
        };
    }

    private static List<ScoreBin> BinsOf(AcceptableSet set)
    {
        var worst = set.Usual(set.Scores.Max());
        var (considered, acceptable) = (new int[Bins], new int[Bins]);
        foreach (var score in set.Scores)
        {
            var bin = worst > 0 ? Math.Min(Bins - 1, (int)(Math.Sqrt(set.Usual(score) / worst) * Bins)) : 0;
            considered[bin]++;
            acceptable[bin] += score <= set.Limit ? 1 : 0;
        }

        return [.. considered.Select((count, bin) => new ScoreBin(EdgeOf(bin), EdgeOf(bin + 1), count, acceptable[bin]))];

        double EdgeOf(int bin) => worst * bin * bin / (Bins * Bins);
    }

    private static CovariateDifference DifferenceOf(ClusterDesign design, int covariate, AcceptableSet set)
    {
        var values = design.Clusters.Select(cluster => (double)cluster.Covariates[covariate]).ToList();
        var mean = values.Average();
        var deviation = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1));
        var (acceptable, considered) = (Differences(set.Acceptable), Differences(set.Considered));
        var (name, weight) = design.Covariates[covariate];
        return new CovariateDifference(name, weight, deviation, acceptable.Average(), acceptable.Max(), considered.Average(), considered.Max());

        List<double> Differences(List<byte[]> allocations) => [.. allocations.Select(allocation => LargestDifference(allocation, values, design.Arms.Count))];
    }

    private static double LargestDifference(byte[] allocation, List<double> values, int arms)
    {
        Span<double> sums = stackalloc double[arms];
        Span<int> counts = stackalloc int[arms];
        for (var cluster = 0; cluster < allocation.Length; cluster++)
        {
            sums[allocation[cluster]] += values[cluster];
            counts[allocation[cluster]]++;
        }

        var (least, most) = (double.MaxValue, double.MinValue);
        for (var arm = 0; arm < arms; arm++)
        {
            var mean = sums[arm] / counts[arm];
            (least, most) = (Math.Min(least, mean), Math.Max(most, mean));
        }

        return most - least;
    }

    private static List<ClusterPair> PairsOf(ClusterDesign design, AcceptableSet set)
    {
        var pairs = new List<ClusterPair>();
        for (var first = 0; first < design.Clusters.Count; first++)
        {
            for (var second = first + 1; second < design.Clusters.Count; second++)
            {
                var (of, ofAll) = (Together(set.Acceptable, first, second), Together(set.Considered, first, second));
                var isFixed = (of == 0 || of == set.Acceptable.Count) && ofAll > 0 && ofAll < set.Considered.Count;
                pairs.Add(new ClusterPair(
                    design.Clusters[first].Code, design.Clusters[second].Code, (double)ofAll / set.Considered.Count, (double)of / set.Acceptable.Count, isFixed));
            }
        }

        return pairs;
    }

    private static int Together(List<byte[]> allocations, int first, int second)
    {
        var count = 0;
        foreach (var allocation in allocations)
        {
            count += allocation[first] == allocation[second] ? 1 : 0;
        }

        return count;
    }

    private static IEnumerable<DesignWarning> WarningsOf(AcceptableSet set, List<ClusterPair> pairs, bool mayFindNone)
    {
        if (set.Acceptable.Count == 0)
        {
            yield return new DesignWarning("none-acceptable", Invariant($"No allocation is good enough: the best that was looked at has the score {set.Usual(set.Scores.Min()):0.######}, the cut-off is {set.Usual(set.Limit):0.######}."));
        }
        else if (set.Acceptable.Count < FewestAcceptable)
        {
            yield return new DesignWarning("few-acceptable", Invariant($"Only {set.Acceptable.Count} allocations can be drawn: a randomisation test over them has no p value below {1.0 / set.Acceptable.Count:0.####}, and whoever knows the covariates can nearly tell the outcome. Keep at least {FewestAcceptable}."));
        }

        if (mayFindNone && set.Acceptable.Count > 0)
        {
            yield return new DesignWarning("may-find-none", Invariant($"Only {set.Acceptable.Count} of the {set.Considered.Count} allocations in the sample are good enough. The trial's own sample is another one and could hold none; a design with fewer than {FewestInSample} is not sealed. Raise acceptScoreUpTo or sample, or enumerateUpTo to {set.Allocations}."));
        }

        if (pairs.Count(pair => pair.IsOverConstrained) is > 0 and var bound)
        {
            yield return new DesignWarning("over-constrained", Invariant($"{bound} of {pairs.Count} pairs of clusters always share an arm, or never do, though the areas leave it open. Such clusters are not randomised independently, and a test that takes them to be does not keep its level (Moulton 2004, Clinical Trials 1:297-305). Accept more."));
        }
    }
}
