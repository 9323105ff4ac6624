using System.Numerics;

namespace TrialData.Randomisation;

/// <summary>An allocation of all clusters.</summary>
/// <param name="ArmOfCluster">The arm of each cluster, in the design's order.</param>
/// <param name="Score">Its imbalance: the weighted sum, over covariates and pairs of arms, of squared differences of standardised means.</param>
/// <param name="Allocations">How many allocations there are with equal numbers within areas as far as possible.</param>
/// <param name="Considered">How many were looked at: all, or a sample.</param>
/// <param name="Acceptable">How many of those could have been drawn.</param>
/// <param name="Draw">The draw that chose among them.</param>
/// <param name="Probabilities">For each cluster, in the design's order, the share of the acceptable allocations that give it each arm.</param>
public sealed record ClusterAllocation(
    IReadOnlyList<string> ArmOfCluster,
    double Score,
    BigInteger Allocations,
    int Considered,
    int Acceptable,
    SchemeDraw Draw,
    IReadOnlyList<IReadOnlyList<Probability>> Probabilities);
