using System.Globalization;
using System.Text.Json.Nodes;
using static System.FormattableString;

namespace TrialData.Randomisation;

/// <summary>A group of people that is randomised as one, such as the patients of some practices.</summary>
/// <param name="Code">The cluster's code.</param>
/// <param name="Area">The area it lies in; within each, the arms get equal numbers as far as possible.</param>
/// <param name="Covariates">The value of each covariate of the design, in its order; less than 10⁹ in size, at most 6 digits after the point.</param>
public sealed record Cluster(string Code, string Area, IReadOnlyList<decimal> Covariates);

/// <summary>Something that the arms should be alike in, on average over clusters.</summary>
/// <param name="Name">Its name: size, deprivation.</param>
/// <param name="Weight">How much it counts, from 1 to 1000.</param>
public sealed record BalancedCovariate(string Name, int Weight);

/// <summary>What may be drawn: how many allocations are looked at, and how many of them are good enough.</summary>
/// <param name="EnumerateUpTo">All allocations are looked at if there are at most this many, from 1 to a million.</param>
/// <param name="Sample">Otherwise this many different ones, drawn at random, from 100 to a million.</param>
/// <param name="Accept">
/// The share of those looked at that may be drawn, the best first: above 0, at most 1, with at most 4 digits after the point. Null where
/// a score decides.
/// </param>
/// <param name="AcceptScoreUpTo">
/// Instead of a share, the score up to which allocations may be drawn: from 0 to 10⁹, with at most 6 digits after the point. It may turn
/// out that none is so good; then nothing can be drawn.
/// </param>
public sealed record ClusterRule(int EnumerateUpTo, int Sample, decimal? Accept, decimal? AcceptScoreUpTo = null);

/// <summary>Randomisation of all clusters at once, among the allocations that balance them.</summary>
/// <remarks>
/// Raab GM, Butcher I (2001), Statistics in Medicine 20:351-365; Carter BR, Hood K (2008), BMC Medical Research Methodology 8:65. See
/// <see cref="ConstrainedRandomisation"/> for the construction.
/// </remarks>
public sealed class ClusterDesign
{
    /// <summary>The factor that a participant's cluster is the level of.</summary>
    public const string Factor = "cluster";

    /// <summary>Name and version of the construction.</summary>
    public const string Name = "constrained clusters 1";

    internal const int CovariateDigits = 6;

    private const int MostArms = 6;
    private const int MostClusters = 200;
    private const int MostAllocations = 1_000_000;
    private const int LargestWeight = 1000;
    private const decimal LargestCovariate = 1_000_000_000;
    private const decimal LargestScore = 1_000_000_000;
    private const int ShareDigits = 4;
    private const int ScoreDigits = 6;

    /// <summary>Makes a design.</summary>
    /// <param name="arms">From two to six arms of equal ratio.</param>
    /// <param name="clusters">At least as many clusters as arms, at most 200.</param>
    /// <param name="covariates">What the arms should be alike in, at least one.</param>
    /// <param name="rule">What may be drawn.</param>
    /// <exception cref="ArgumentException">
    /// The design has faults; the message lists every one. <see cref="Check"/> gives them as values. That it takes too much to draw is none here: designs that
    /// were sealed before there was such a limit are replayed.
    /// </exception>
    public ClusterDesign(IReadOnlyList<ArmRatio> arms, IReadOnlyList<Cluster> clusters, IReadOnlyList<BalancedCovariate> covariates, ClusterRule rule)
    {
        if (FaultsIn(arms, clusters, covariates, rule) is { Count: > 0 } faults)
        {
            throw new ArgumentException(string.Join('\n', faults));
        }

        (Arms, Clusters, Covariates, Rule) = ([.. arms], [.. clusters], [.. covariates], rule);
    }

    /// <summary>The arms.</summary>
    public IReadOnlyList<ArmRatio> Arms { get; }

    /// <summary>The clusters, in the order that replay depends on.</summary>
    public IReadOnlyList<Cluster> Clusters { get; }

    /// <summary>What the arms should be alike in.</summary>
    public IReadOnlyList<BalancedCovariate> Covariates { get; }

    /// <summary>What may be drawn.</summary>
    public ClusterRule Rule { get; }

    /// <summary>Finds what is wrong with a design.</summary>
    /// <param name="arms">The arms.</param>
    /// <param name="clusters">The clusters.</param>
    /// <param name="covariates">What the arms should be alike in.</param>
    /// <param name="rule">What may be drawn.</param>
    /// <returns>Every fault; empty for a sound design. Of one that is sound otherwise, whether it takes too much to draw.</returns>
    public static IReadOnlyList<DesignFault> Check(
        IReadOnlyList<ArmRatio> arms, IReadOnlyList<Cluster> clusters, IReadOnlyList<BalancedCovariate> covariates, ClusterRule rule) =>
        FaultsIn(arms, clusters, covariates, rule) is { Count: > 0 } faults ? faults : [.. ClusterWork.Faults(arms.Count, clusters, covariates.Count, rule)];

    private static List<DesignFault> FaultsIn(
        IReadOnlyList<ArmRatio> arms, IReadOnlyList<Cluster> clusters, IReadOnlyList<BalancedCovariate> covariates, ClusterRule rule)
    {
        ArgumentNullException.ThrowIfNull(arms);
        ArgumentNullException.ThrowIfNull(clusters);
        ArgumentNullException.ThrowIfNull(covariates);
        ArgumentNullException.ThrowIfNull(rule);
        return
        [
            .. DesignChecks.Arms(arms),
            .. DesignChecks.Range("arms", arms.Count, 0, MostArms),
            .. arms.Select(arm => arm.Ratio).Distinct().Skip(1).Any() ? [new DesignFault("arms", string.Join(':', arms.Select(arm => arm.Ratio)), "must have equal ratios")] : Array.Empty<DesignFault>(),
            .. DesignChecks.Range("clusters", clusters.Count, Math.Max(2, arms.Count), MostClusters),
            .. DesignChecks.Range("covariates", covariates.Count, 1, MostClusters),
            .. clusters.Index().SelectMany(each => ClusterFaults(clusters, each.Index, covariates.Count)),
            .. covariates.Index().SelectMany(each => CovariateFaults(clusters, covariates, each.Index)),
            .. DesignChecks.Range("enumerateUpTo", rule.EnumerateUpTo, 1, MostAllocations),
            .. DesignChecks.Range("sample", rule.Sample, 100, MostAllocations),
            .. AcceptanceFaults(rule),
        ];
    }

    /// <summary>The design as canonical JSON, ready for <see cref="Commitment"/>.</summary>
    /// <param name="schemeId">The name under which the draws are made.</param>
    public string ToCanonicalJson(string schemeId) => Commitment.Canonical(new ClusterScheme(this).ToJson(schemeId).ToJsonString());

    /// <summary>Reads a design.</summary>
    /// <param name="json">What <see cref="ToCanonicalJson"/> writes, in any layout; <c>schemeId</c> may be missing.</param>
    /// <returns>The design, or every fault.</returns>
    public static SchemeReading<ClusterDesign> Read(string json) => DesignCursor.Read(json, cursor =>
    {
        foreach (var passedOver in new[] { "schemeId", "$schema" }.Where(cursor.Has))
        {
            cursor.Text(passedOver);
        }

        if (cursor.OneOf("procedure", "is not the procedure for clusters", Name) is null)
        {
            return cursor.PassOverTheRest<ClusterDesign>();
        }

        return Read(cursor, cursor.Objects("arms", required: true, arm => new ArmRatio(arm.Text("arm"), arm.Integer("ratio"))), isSealed: false);
    });

    /// <summary>Whether a design's file is one of clusters; its faults <see cref="Read(string)"/> gives.</summary>
    /// <param name="json">The file's text.</param>
    public static bool IsOfClusters(string json) => DesignCursor.TextOf(json, "procedure") == Name;

    internal static ClusterDesign? Read(DesignCursor cursor, IReadOnlyList<ArmRatio> arms, bool isSealed)
    {
        var clusters = cursor.Objects("clusters", required: true, cluster => new Cluster(cluster.Text("code"), cluster.Text("area"), cluster.Numbers("covariates")));
        var covariates = cursor.Objects("covariates", required: true, covariate => new BalancedCovariate(covariate.Text("name"), covariate.Integer("weight")));
        var rule = new ClusterRule(cursor.Integer("enumerateUpTo"), cursor.Integer("sample"), NumberIfAny("accept"), NumberIfAny("acceptScoreUpTo"));
        return cursor.Sound(isSealed ? FaultsIn(arms, clusters, covariates, rule) : Check(arms, clusters, covariates, rule), () => new ClusterDesign(arms, clusters, covariates, rule));

        decimal? NumberIfAny(string name) => cursor.Has(name) ? cursor.Number(name) : null;
    }

    internal void Describe(JsonObject json)
    {
        json["clusters"] = new JsonArray([.. Clusters.Select(cluster => new JsonObject
        {
            ["code"] = cluster.Code,
            ["area"] = cluster.Area,
            ["covariates"] = new JsonArray([.. cluster.Covariates.Select(value => JsonValue.Create(value))]),
        })]);
        json["covariates"] = new JsonArray([.. Covariates.Select(covariate => new JsonObject { ["name"] = covariate.Name, ["weight"] = covariate.Weight })]);
        json["enumerateUpTo"] = Rule.EnumerateUpTo;
        json["sample"] = Rule.Sample;
        if (Rule.Accept is { } share)
        {
            json["accept"] = share;
        }

        if (Rule.AcceptScoreUpTo is { } score)
        {
            json["acceptScoreUpTo"] = score;
        }
    }

    private static IEnumerable<DesignFault> AcceptanceFaults(ClusterRule rule)
    {
        if (rule.Accept is null == rule.AcceptScoreUpTo is null)
        {
            yield return new DesignFault("accept", rule.Accept?.ToString(CultureInfo.InvariantCulture) ?? "", "or acceptScoreUpTo says which allocations are good enough: one of the two");
        }

        if (rule.Accept is { } share && (share is <= 0 or > 1 || decimal.Round(share, ShareDigits) != share))
        {
            yield return new DesignFault("accept", share.ToString(CultureInfo.InvariantCulture), Invariant($"must be above 0 and at most 1, with at most {ShareDigits} digits after the point"));
        }

        if (rule.AcceptScoreUpTo is { } score && (score is < 0 or > LargestScore || decimal.Round(score, ScoreDigits) != score))
        {
            yield return new DesignFault("acceptScoreUpTo", score.ToString(CultureInfo.InvariantCulture), Invariant($"must be from 0 to 10⁹, with at most {ScoreDigits} digits after the point"));
        }
    }

    private static IEnumerable<DesignFault> ClusterFaults(IReadOnlyList<Cluster> clusters, int index, int covariates)
    {
        var (code, area, values) = clusters[index];
        if (string.IsNullOrWhiteSpace(code) || clusters.Take(index).Any(earlier => string.Equals(earlier.Code, code, StringComparison.OrdinalIgnoreCase)))
        {
            yield return new DesignFault(Invariant($"clusters[{index}].code"), code, "is blank, or the code of an earlier cluster; upper and lower case count as equal");
        }

        if (string.IsNullOrWhiteSpace(area))
        {
            yield return new DesignFault(Invariant($"clusters[{index}].area"), area, "is blank");
        }

        if (values.Count != covariates)
        {
            yield return new DesignFault(Invariant($"clusters[{index}].covariates"), Invariant($"{values.Count}"), Invariant($"must be {covariates} values, one of each covariate"));
        }

        foreach (var (i, value) in values.Index())
        {
            if (Math.Abs(value) >= LargestCovariate || decimal.Round(value, CovariateDigits) != value)
            {
                yield return new DesignFault(
                    Invariant($"clusters[{index}].covariates[{i}]"), value.ToString(CultureInfo.InvariantCulture), Invariant($"must be less than 10⁹ in size, with at most {CovariateDigits} digits after the point"));
            }
        }
    }

    private static IEnumerable<DesignFault> CovariateFaults(IReadOnlyList<Cluster> clusters, IReadOnlyList<BalancedCovariate> covariates, int index)
    {
        var (name, weight) = covariates[index];
        if (string.IsNullOrWhiteSpace(name) || covariates.Take(index).Any(earlier => earlier.Name == name))
        {
            yield return new DesignFault(Invariant($"covariates[{index}].name"), name, "is blank, or the name of an earlier covariate");
        }

        foreach (var fault in DesignChecks.Range(Invariant($"covariates[{index}].weight"), weight, 1, LargestWeight))
        {
            yield return fault;
        }

        if (clusters.All(cluster => cluster.Covariates.Count > index) && clusters.Select(cluster => cluster.Covariates[index]).Distinct().Take(2).Count() == 1)
        {
            yield return new DesignFault(Invariant($"covariates[{index}]"), name, "is the same in all clusters; there is nothing to balance");
        }
    }
}
