using System.Numerics;

namespace TrialData.Randomisation;

/// <summary>The allocations that were looked at, with their scores, and those of them that may be drawn.</summary>
internal sealed class AcceptableSet
{
    private readonly int arms;
    private readonly ClusterScorer scorer;

    private AcceptableSet(ClusterDesign design, IDraws draws, IProgress<double>? progress)
    {
        var space = new AllocationSpace(design.Arms.Count, design.Clusters);
        scorer = new ClusterScorer(design);
        (arms, Allocations) = (design.Arms.Count, space.Count);
        IsEnumerated = space.Count <= design.Rule.EnumerateUpTo;
        Considered = IsEnumerated ? space.All() : space.Sample(draws, design.Rule.Sample, progress);
        Scores = [.. Considered.Select(scorer.Score)];
        Limit = design.Rule.Accept is { } share ? LimitOf(share) : scorer.LargestUpTo(design.Rule.AcceptScoreUpTo!.Value, Considered[0]);
        Acceptable = [.. Considered.Where((_, index) => Scores[index] <= Limit)];
    }

    internal BigInteger Allocations { get; }

    internal bool IsEnumerated { get; }

    internal List<byte[]> Considered { get; }

    /// <summary>In the order of <see cref="Considered"/>.</summary>
    internal Int128[] Scores { get; }

    /// <summary>The score up to which allocations are acceptable.</summary>
    internal Int128 Limit { get; }

    internal List<byte[]> Acceptable { get; }

    internal static AcceptableSet Of(ClusterDesign design, IDraws draws, IProgress<double>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(draws);
        return new AcceptableSet(design, draws, progress);
    }

    internal Int128 ScoreOf(byte[] allocation) => scorer.Score(allocation);

    internal double Usual(Int128 score) => scorer.Usual(score, Considered[0]);

    /// <summary>How often the acceptable allocations give a cluster each arm.</summary>
    internal IReadOnlyList<Probability> Probabilities(int cluster)
    {
        var given = new int[arms];
        foreach (var allocation in Acceptable)
        {
            given[allocation[cluster]]++;
        }

        return [.. given.Select(count => Probability.Of(count, Acceptable.Count))];
    }

    private Int128 LimitOf(decimal share)
    {
        var sorted = Scores.Order().ToArray();
        return sorted[(int)decimal.Ceiling(share * sorted.Length) - 1];
    }
}
