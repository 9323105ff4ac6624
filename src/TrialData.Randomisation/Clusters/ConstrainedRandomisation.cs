using System.Numerics;

namespace TrialData.Randomisation;

/// <summary>An allocation of all clusters, and how constrained it was.</summary>
/// <param name="ArmOfCluster">The arm of each cluster, in the design's order.</param>
/// <param name="Score">Its imbalance: the weighted sum, over covariates and pairs of arms, of squared differences of standardised means.</param>
/// <param name="Allocations">How many allocations there are with equal numbers within areas as far as possible.</param>
/// <param name="Considered">How many were looked at: all, or a sample.</param>
/// <param name="Acceptable">How many of those could have been drawn.</param>
/// <param name="LargestAcceptableScore">The score up to which allocations were acceptable.</param>
/// <param name="LargestScore">The largest score of those looked at.</param>
/// <param name="Pairs">For each pair of clusters, in the design's order, how often they share an arm.</param>
public sealed record ClusterAllocation(
    IReadOnlyList<string> ArmOfCluster,
    double Score,
    BigInteger Allocations,
    int Considered,
    int Acceptable,
    double LargestAcceptableScore,
    double LargestScore,
    IReadOnlyList<ClusterPair> Pairs);

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

/// <summary>Constrained randomisation of clusters.</summary>
/// <remarks>
/// <para>Construction <c>constrained clusters 1</c>, with K arms and draws at addresses named here:</para>
/// <list type="number">
/// <item>
/// The allocations: in an area of m clusters each arm gets ⌊m ⁄ K⌋ or one more, and over all areas the arms' numbers differ by at most
/// one. In their order, arms are compared cluster by cluster in the design's order, the first arm first.
/// </item>
/// <item>If there are at most <c>enumerateUpTo</c>, all are looked at, in that order.</item>
/// <item>
/// Otherwise <c>sample</c> different ones are drawn, in the order of drawing; one drawn before is passed over. Attempt t, from 0, owns the
/// counters from 2²⁰ t of the cell <c>clusters</c>. First come the arms with one more: for each area in the order of its first
/// cluster, from the arms not yet chosen in that area, as often as the area has clusters left over, the one at the place drawn. If
/// the arms' numbers then differ by more than one, the draws for this are repeated with the next counters. Then each cluster in the design's order gets
/// an arm with the weight of its places left in the area.
/// </item>
/// <item>
/// Values are standardised in whole numbers: with X the value times 10⁶, n clusters and V = n ΣX² − (ΣX)², z has the sign of nX − ΣX and
/// the size ⌊√((nX − ΣX)² (n − 1) 10¹² ⁄ (n V))⌋, that is 10⁶ times the standardised value.
/// </item>
/// <item>
/// With n_k clusters in arm k, Z_k the sum of their z and L the least common multiple of all n_k, the score is the sum over covariates,
/// and pairs of arms j &lt; k, of weight · (L ⁄ n_j · Z_j − L ⁄ n_k · Z_k)². Divided by (10⁶ L)² it is the usual score.
/// </item>
/// <item>Acceptable are the best ⌈accept · considered⌉, and all others with the score of the last of them.</item>
/// <item>The one drawn is that at the place drawn below their number, in the order in which they were looked at, at counter 0 of the cell <c>choice</c>.</item>
/// </list>
/// </remarks>
public static class ConstrainedRandomisation
{
    private const string ChoiceCell = "choice";

    /// <summary>Allocates all clusters.</summary>
    /// <param name="design">The design.</param>
    /// <param name="draws">The design's draws.</param>
    public static ClusterAllocation Allocate(ClusterDesign design, IDraws draws)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(draws);
        var space = new AllocationSpace(design);
        var scorer = new ClusterScorer(design);
        var considered = space.Count <= design.Rule.EnumerateUpTo ? space.All() : space.Sample(draws, design.Rule.Sample);
        var scores = considered.Select(scorer.Score).ToArray();
        var limit = Limit(scores, design.Rule.Accept);
        var acceptable = considered.Where((_, index) => scores[index] <= limit).ToList();
        var chosen = acceptable[draws.Below(acceptable.Count, ChoiceCell, 0)];
        return new ClusterAllocation(
            [.. chosen.Select(arm => design.Arms[arm].Arm)],
            scorer.Usual(scorer.Score(chosen), chosen),
            space.Count,
            considered.Count,
            acceptable.Count,
            scorer.Usual(limit, chosen),
            scorer.Usual(scores.Max(), chosen),
            Pairs(design, considered, acceptable));
    }

    private static Int128 Limit(Int128[] scores, decimal accept)
    {
        var sorted = scores.Order().ToArray();
        return sorted[(int)decimal.Ceiling(accept * sorted.Length) - 1];
    }

    private static List<ClusterPair> Pairs(ClusterDesign design, List<byte[]> considered, List<byte[]> acceptable)
    {
        var pairs = new List<ClusterPair>();
        for (var first = 0; first < design.Clusters.Count; first++)
        {
            for (var second = first + 1; second < design.Clusters.Count; second++)
            {
                var (of, ofAll) = (Together(acceptable, first, second), Together(considered, first, second));
                var isFixed = (of == 0 || of == acceptable.Count) && ofAll > 0 && ofAll < considered.Count;
                pairs.Add(new ClusterPair(
                    design.Clusters[first].Code, design.Clusters[second].Code, (double)ofAll / considered.Count, (double)of / acceptable.Count, isFixed));
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
}
