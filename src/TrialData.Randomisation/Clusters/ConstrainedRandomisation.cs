namespace TrialData.Randomisation;

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
/// an arm with the weight of its places left in the area. After 10,000 attempts in a row that were all drawn before, the sample stays as small as it is.
/// </item>
/// <item>
/// Values are standardised in whole numbers: with X the value times 10⁶, n clusters and V = n ΣX² − (ΣX)², z has the sign of nX − ΣX and
/// the size ⌊√((nX − ΣX)² (n − 1) 10¹² ⁄ (n V))⌋, that is 10⁶ times the standardised value.
/// </item>
/// <item>
/// With n_k clusters in arm k, Z_k the sum of their z and L the least common multiple of all n_k, the score is the sum over covariates,
/// and pairs of arms j &lt; k, of weight · (L ⁄ n_j · Z_j − L ⁄ n_k · Z_k)². Divided by (10⁶ L)² it is the usual score.
/// </item>
/// <item>
/// Acceptable are the best ⌈accept · considered⌉, and all others with the score of the last of them; or, where the design has
/// <c>acceptScoreUpTo</c> instead, those whose usual score is at most that: whose score is at most acceptScoreUpTo · (10⁶ L)².
/// </item>
/// <item>The one drawn is that at the place drawn below their number, in the order in which they were looked at, at counter 0 of the cell <c>choice</c>.</item>
/// </list>
/// </remarks>
public static class ConstrainedRandomisation
{
    private const string ChoiceCell = "choice";

    /// <summary>Allocates all clusters.</summary>
    /// <param name="design">The design.</param>
    /// <param name="draws">The design's draws.</param>
    /// <returns>The allocation; null if none of those looked at is acceptable.</returns>
    public static ClusterAllocation? Allocate(ClusterDesign design, IDraws draws)
    {
        var set = AcceptableSet.Of(design, draws);
        if (set.Acceptable.Count == 0)
        {
            return null;
        }

        var draw = new SchemeDraw(ChoiceCell, 0, set.Acceptable.Count, draws.Below(set.Acceptable.Count, ChoiceCell, 0));
        var chosen = set.Acceptable[draw.Value];
        return new ClusterAllocation(
            [.. chosen.Select(arm => design.Arms[arm].Arm)],
            set.Usual(set.ScoreOf(chosen)),
            set.Allocations,
            set.Considered.Count,
            set.Acceptable.Count,
            draw,
            [.. design.Clusters.Select((_, cluster) => set.Probabilities(cluster))]);
    }

    /// <summary>Looks at a design before it is sealed: how many allocations could be drawn, and what they have in common.</summary>
    /// <param name="design">The design.</param>
    /// <param name="draws">
    /// For the sample, where not all are looked at. Of <see cref="SimulationDraws"/>, as those of the trial stay sealed: then the trial's own
    /// sample is another one, and its numbers are a little different.
    /// </param>
    /// <param name="progress">Takes the share of the sample that is drawn, from 0 to 1.</param>
    public static ClusterAssessment Assess(ClusterDesign design, IDraws draws, IProgress<double>? progress = null) =>
        ClusterAssessment.Of(design, AcceptableSet.Of(design, draws, progress));
}
