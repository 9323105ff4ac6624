using TrialData.Application.Pipeline;
using TrialData.Randomisation;
using static System.FormattableString;

namespace TrialData.Application.Allocation;

/// <summary>Simulates trials under designs before one of them is sealed: balance against predictability. It asks no store.</summary>
/// <param name="Designs">As JSON, by the name under which each is shown.</param>
/// <param name="Participants">How many a trial has.</param>
/// <param name="Simulations">How many trials.</param>
/// <param name="Sites">How many sites, all of one size; their staff know the past arms of their own site.</param>
/// <param name="Compare">Whether usual schemes over the factors of the first design are shown beside it.</param>
[OpenToAll]
public sealed record AssessDesign(
    IReadOnlyList<(string Name, string Json)> Designs, int Participants, int Simulations, int Sites, bool Compare, long Seed = 1)
{
    public IProgress<(long Done, long Of)>? Progress { get; init; }

    public override string ToString() => nameof(AssessDesign);
}

/// <param name="Assumptions">What the simulated participants are like.</param>
public sealed record DesignAssessments(IReadOnlyList<string> Assumptions, IReadOnlyList<AssessedDesign> Designs);

/// <param name="IsOffered">False for the usual schemes beside the designs that were asked about.</param>
/// <param name="GuessRate">Share of allocations that staff of a site guess right, who know its past arms alone (convergence strategy).</param>
/// <param name="GuessRateError">Its Monte Carlo standard error.</param>
/// <param name="ChanceRate">Share that is guessed right by always naming the arm with the largest share.</param>
/// <param name="GuessLimit">The share that a warning is given above.</param>
/// <param name="Overall">Mean imbalance of the whole trial at its end, in participants.</param>
/// <param name="LargestSite">Mean imbalance of the site that has most.</param>
/// <param name="Margins">Mean sum of the imbalances of all levels of all factors.</param>
/// <param name="LargestMargin">Mean imbalance of the level that has most.</param>
/// <param name="OverTime">How probable each arm was for some of the participants in order of entry, the first and the last among them.</param>
public sealed record AssessedDesign(
    string Name,
    string Procedure,
    bool IsOffered,
    double GuessRate,
    double GuessRateError,
    double ChanceRate,
    double GuessLimit,
    double Overall,
    double LargestSite,
    double Margins,
    double LargestMargin,
    IReadOnlyList<ArmsOfParticipant> OverTime,
    IReadOnlyList<string> Warnings);

/// <param name="Participant">Counted from 1 in order of entry.</param>
public sealed record ArmsOfParticipant(int Participant, IReadOnlyList<ArmProbability> Arms);

/// <param name="Target">The share that the ratio gives the arm.</param>
/// <param name="Share">The share of the simulated trials that gave it.</param>
/// <param name="Error">Its Monte Carlo standard error.</param>
public sealed record ArmProbability(string Arm, double Target, double Share, double Error);

public sealed class AssessDesignHandler : IUseCase<AssessDesign, DesignAssessments>
{
    private const string Site = "site";
    private const int MostSites = 1000;

    public async Task<Outcome<DesignAssessments>> HandleAsync(AssessDesign request, CancellationToken cancellation)
    {
        var faults = new List<Fault>();
        var offered = new List<(string Name, SchemeDesign Design)>();
        foreach (var (name, json) in request.Designs)
        {
            var reading = SchemeDocument.ReadDesign(json);
            faults.AddRange(reading.Faults.Select(fault => new Fault($"{name}: {fault.Place}", fault.Value, fault.Reason)));
            if (reading.Value is ClusterScheme)
            {
                faults.Add(new Fault($"{name}: procedure", ClusterDesign.Name, "allocates clusters all at once, and is assessed by assess-clusters"));
            }
            else if (reading.Value is { } design)
            {
                offered.Add((name, design));
            }
        }

        faults.AddRange(LevelFaults(offered));
        if (request.Sites is < 1 or > MostSites)
        {
            faults.Add(new Fault("sites", Invariant($"{request.Sites}"), Invariant($"must be from 1 to {MostSites}")));
        }

        if (offered.Count == 0 && faults.Count == 0)
        {
            faults.Add(new Fault("design", Value: null, "is missing: name at least one"));
        }

        return faults.Count > 0
            ? InvalidDesign.Of(faults)
            : await AssessAsync(request, offered, cancellation);
    }

    private static async Task<Outcome<DesignAssessments>> AssessAsync(
        AssessDesign request, List<(string Name, SchemeDesign Design)> offered, CancellationToken cancellation)
    {
        var factors = FactorsOf(offered.SelectMany(each => each.Design.Factors), request.Sites);
        var usual = request.Compare ? UsualSchemes.Beside(offered[0].Design, factors) : [];
        var plans = offered.Concat(usual)
            .Select(each => (each.Name, Plan: new AssessmentPlan(each.Design, request.Participants, request.Simulations, factors, Site, (ulong)request.Seed)))
            .ToList();

        // What is wrong with the request itself would be wrong with every usual scheme too, and is said once.
        if (FaultsIn(plans.Take(offered.Count)) is { Count: > 0 } found)
        {
            return InvalidDesign.Of(found);
        }

        if (FaultsIn(plans.Skip(offered.Count)) is { Count: > 0 } faults)
        {
            return InvalidDesign.Of(faults);
        }

        var assessed = new List<AssessedDesign>();
        foreach (var (index, (name, plan)) in plans.Index())
        {
            var progress = request.Progress is { } watched ? new Portion(watched, index, plans.Count) : null;

            // The simulation fills every core; whoever awaits keeps its own thread.
            var result = await Task.Run(() => DesignAssessment.Run(plan, progress, cores: null, cancellation), cancellation);
            assessed.Add(new AssessedDesign(
                name, plan.Design.Procedure, index < offered.Count, result.GuessRate, result.GuessRateError, result.ChanceRate, result.GuessLimit, result.Overall.Mean,
                result.LargestSite.Mean, result.SumOfMargins.Mean, result.LargestMargin.Mean, ArmsOverTime.Of(plan.Design.Arms, result.ArmShares, plan.Simulations), result.Warnings.Select(warning => warning.Text).ToList()));
        }

        return new DesignAssessments(AssumptionsOf(request, factors), assessed);
    }

    // All designs are tried on the same participants, so they have to speak of the same levels.
    private static IEnumerable<Fault> LevelFaults(List<(string Name, SchemeDesign Design)> offered)
    {
        var first = new Dictionary<string, (string Design, IReadOnlyList<string> Levels)>(StringComparer.Ordinal);
        foreach (var (name, design) in offered)
        {
            foreach (var (index, factor) in design.Factors.Index().Where(each => each.Item.Name != Site))
            {
                var place = Invariant($"{name}: factors[{index}].levels");
                if (factor.Levels.Count == 0)
                {
                    yield return new Fault(place, Value: null, $"of {factor.Name} are missing: a simulation needs those of every factor but {Site}");
                }
                else if (!first.TryAdd(factor.Name, (name, factor.Levels)) && !first[factor.Name].Levels.ToHashSet().SetEquals(factor.Levels))
                {
                    var (other, levels) = first[factor.Name];
                    yield return new Fault(place, string.Join(", ", factor.Levels), $"are not those of {factor.Name} in {other}: {string.Join(", ", levels)}");
                }
            }
        }
    }

    private static List<Fault> FaultsIn(IEnumerable<(string Name, AssessmentPlan Plan)> plans) =>
        [.. plans.SelectMany(each => each.Plan.Check().Select(fault => new Fault($"{each.Name}: {fault.Place}", fault.Value, fault.Reason)))];

    // Sites by number; every other factor with the levels that the designs name, equally frequent.
    private static List<AssessedFactor> FactorsOf(IEnumerable<Factor> factors, int sites) =>
    [
        AssessedFactor.Even(Site, Enumerable.Range(1, sites).Select(site => Invariant($"S{site}")).ToList()),
        .. factors.Where(factor => factor.Name != Site).DistinctBy(factor => factor.Name).Select(factor => AssessedFactor.Even(factor.Name, factor.Levels)),
    ];

    private static IReadOnlyList<string> AssumptionsOf(AssessDesign request, IEnumerable<AssessedFactor> factors) =>
    [
        Invariant($"{request.Participants} participants a trial, {request.Simulations} simulated trials, seed {request.Seed}"),
        string.Join("; ", factors.Select(factor => Invariant($"{factor.Name} with {factor.Levels.Count} levels, equally frequent"))) + "; factors independent of each other",
        "Staff know the past arms of their own site alone, and guess the arm that it has fewest of for its ratio; on ties the one with the largest share, by a coin among equal ones",
        "Imbalance in participants at the end: arms apart in the whole trial, in the worst site, summed over all levels of all factors, in the worst level",
    ];

    private sealed class Portion(IProgress<(long Done, long Of)> watched, int index, int of) : IProgress<double>
    {
        private const int Steps = 1000;

        public void Report(double value) => watched.Report(((long)((index + value) * Steps), (long)of * Steps));
    }
}
