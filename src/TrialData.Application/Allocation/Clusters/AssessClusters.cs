using System.Globalization;
using TrialData.Application.Pipeline;
using TrialData.Randomisation;

namespace TrialData.Application.Allocation.Clusters;

/// <summary>Looks at a design of clusters before it is sealed: how many allocations could be drawn, and what they have in common. It asks no store.</summary>
/// <param name="Design">As JSON.</param>
/// <param name="Seed">Of the sample, where not all allocations are looked at.</param>
[OpenToAll]
public sealed record AssessClusters(string Design, long Seed = 1)
{
    /// <summary>Takes how much of the sample is drawn.</summary>
    public IProgress<(long Done, long Of)>? Progress { get; init; }

    public override string ToString() => nameof(AssessClusters);
}

/// <param name="Clusters">Codes in the design's order.</param>
/// <param name="Allocations">How many there are with equal numbers within areas as far as possible; too many for a number.</param>
/// <param name="IsEnumerated">Whether all were looked at; otherwise a sample.</param>
/// <param name="CutOff">The score up to which they are acceptable.</param>
/// <param name="Scores">How many allocations have which score, in parts of equal width of the score's square root.</param>
/// <param name="Covariates">How far arms are apart; empty, like the pairs, where nothing is acceptable.</param>
/// <param name="AlwaysTogether">Pairs that share an arm in every acceptable allocation.</param>
/// <param name="NeverTogether">Pairs that share an arm in none.</param>
public sealed record AssessedClusters(
    string Procedure,
    IReadOnlyList<string> Clusters,
    int Areas,
    int Arms,
    string Allocations,
    bool IsEnumerated,
    int Considered,
    int Acceptable,
    double BestScore,
    double CutOff,
    double WorstScore,
    IReadOnlyList<AssessedScores> Scores,
    IReadOnlyList<AssessedCovariate> Covariates,
    IReadOnlyList<AssessedPair> Pairs,
    IReadOnlyList<AssessedPair> AlwaysTogether,
    IReadOnlyList<AssessedPair> NeverTogether,
    IReadOnlyList<AssessmentWarning> Warnings);

/// <param name="Considered">Of the allocations looked at.</param>
public sealed record AssessedScores(double From, double To, int Considered, int Acceptable);

/// <param name="Mean">Of the largest difference between means of two arms, over the acceptable allocations; in the covariate's units.</param>
/// <param name="MeanConsidered">The same over all that were looked at.</param>
public sealed record AssessedCovariate(
    string Name, int Weight, double StandardDeviation, double Mean, double Largest, double MeanConsidered, double LargestConsidered);

/// <param name="Considered">Share of the allocations looked at that give both the same arm.</param>
/// <param name="Acceptable">Share of the acceptable ones.</param>
/// <param name="IsByArea">Whether the areas alone keep them together or apart, whatever is acceptable.</param>
public sealed record AssessedPair(string First, string Second, double Considered, double Acceptable, bool IsByArea);

public sealed record AssessmentWarning(string Code, string Text);

public sealed class AssessClustersHandler : IUseCase<AssessClusters, AssessedClusters>
{
    public async Task<Outcome<AssessedClusters>> HandleAsync(AssessClusters request, CancellationToken cancellation)
    {
        var reading = ClusterDesign.Read(request.Design);
        if (reading.Value is not { } design)
        {
            return InvalidDesign.Of(reading.Faults);
        }

        // A large sample takes seconds; whoever awaits keeps its own thread.
        var progress = request.Progress is { } watched ? new Sampled(watched, design.Rule.Sample) : null;
        var seen = await Task.Run(() => ConstrainedRandomisation.Assess(design, new SimulationDraws((ulong)request.Seed), progress), cancellation);
        var pairs = seen.Pairs.Select(pair => new AssessedPair(
            pair.First, pair.Second, pair.Considered, pair.Acceptable, IsFixed(pair.Acceptable) && !pair.IsOverConstrained)).ToList();
        return new AssessedClusters(
            ClusterDesign.Name,
            design.Clusters.Select(cluster => cluster.Code).ToList(),
            design.Clusters.Select(cluster => cluster.Area).Distinct(StringComparer.Ordinal).Count(),
            design.Arms.Count,
            seen.Allocations.ToString(CultureInfo.InvariantCulture),
            seen.IsEnumerated,
            seen.Considered,
            seen.Acceptable,
            seen.BestScore,
            seen.CutOff,
            seen.WorstScore,
            seen.Scores.Select(bin => new AssessedScores(bin.From, bin.To, bin.Considered, bin.Acceptable)).ToList(),
            seen.Covariates.Select(each => new AssessedCovariate(
                each.Name, each.Weight, each.StandardDeviation, each.Mean, each.Largest, each.MeanConsidered, each.LargestConsidered)).ToList(),
            pairs,
            pairs.Where(pair => pair.Acceptable >= 1).ToList(),
            pairs.Where(pair => pair.Acceptable <= 0).ToList(),
            seen.Warnings.Select(warning => new AssessmentWarning(warning.Code, warning.Text)).ToList());
    }

    private static bool IsFixed(double share) => share is <= 0 or >= 1;

    private sealed class Sampled(IProgress<(long Done, long Of)> watched, int sample) : IProgress<double>
    {
        public void Report(double value) => watched.Report(((long)(value * sample), sample));
    }
}
