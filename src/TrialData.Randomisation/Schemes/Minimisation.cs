using System.Text.Json.Nodes;
using static System.FormattableString;

namespace TrialData.Randomisation;

/// <summary>How far apart the shares of one level are.</summary>
public enum ImbalanceMeasure
{
    /// <summary>The largest count less the smallest.</summary>
    Range,

    /// <summary>The variance of the counts.</summary>
    Variance,

    /// <summary>The standard deviation of the counts.</summary>
    StandardDeviation,
}

/// <summary>What a minimisation takes besides its arms and factors.</summary>
/// <param name="Measure">How the imbalance within a level is measured.</param>
/// <param name="Probability">Probability of the share that is best, above its fair share and below 1, with at most 4 digits after the point.</param>
/// <param name="OverallWeight">Weight of the imbalance of the whole trial beside those of the factors, from 0 to 1000; 0 leaves it out.</param>
/// <param name="AllowsDeterministic">
/// Waives the rule that the probability is below 1. Who signs this accepts that staff who keep a record can predict most allocations,
/// against the advice of the European Medicines Agency (guideline on adjustment for baseline covariates, 2015).
/// </param>
public sealed record MinimisationRule(ImbalanceMeasure Measure, decimal Probability, int OverallWeight = 0, bool AllowsDeterministic = false);

/// <summary>Minimisation: the share that leaves the factors' levels most alike is favoured, by a draw.</summary>
/// <remarks>
/// <para>
/// Pocock SJ, Simon R (1975), Biometrics 31:103-115, with the arms split into shares (see <see cref="WeightedScheme"/>). Construction
/// <c>pocock-simon minimisation 1</c>: the cells are <c>all</c> and one for the participant's level of each factor, in the order of
/// the factors; the counters of each are the numbers allocated to each of the S shares.
/// </para>
/// <list type="number">
/// <item>For each share, and each cell, take the counts x as they would be after allocating the participant to that share.</item>
/// <item>
/// <c>range</c> is max x − min x; <c>variance</c> is S Σx² − (Σx)², that is S² times the variance; <c>standard deviation</c> is
/// ⌊√((S Σx² − (Σx)²) · 2⁴⁰)⌋, that is S · 2²⁰ times the standard deviation.
/// </item>
/// <item>The share's score is the sum over the factors of weight · measure, and overall weight · measure of <c>all</c>.</item>
/// <item>
/// The best shares have the smallest score; with <c>standard deviation</c> also scores that are larger by no more than the sum of all
/// weights, which is what rounding down can make of a tie.
/// </item>
/// <item>Weights follow from the probability and the number of best shares (see <see cref="MinimisationRule.Probability"/>): with p = P ⁄ D in
/// lowest terms and m best shares, P (S − 1) + (m − 1)(D − P) for each of these and m (D − P) for each other, in lowest terms.</item>
/// <item>The draw is in the cell <c>all</c>, its counter the number of participants counted there.</item>
/// </list>
/// <para>Everything is computed in whole numbers. A million participants fit.</para>
/// </remarks>
public sealed class Minimisation : WeightedScheme
{
    internal const string ProcedureName = "pocock-simon minimisation 1";

    private readonly Favour favour;
    private readonly int[] cellWeights;
    private readonly int weightSum;

    /// <summary>Makes a design.</summary>
    /// <param name="arms">At least two arms with different codes and, in lowest terms, at most <see cref="WeightedScheme.MostShares"/> shares.</param>
    /// <param name="factors">At least one factor with its weight.</param>
    /// <param name="rule">Measure and probability.</param>
    /// <exception cref="ArgumentException">The design has faults; the message lists every one. <see cref="Check"/> gives them as values.</exception>
    public Minimisation(IReadOnlyList<ArmRatio> arms, IReadOnlyList<WeightedFactor> factors, MinimisationRule rule)
        : base(arms, factors)
    {
        Refuse(Check(arms, factors, rule));
        Rule = rule;
        ArmOfShare = DesignChecks.Shares(arms);
        Width = ArmOfShare.Count;
        favour = new Favour(rule.Probability, ArmOfShare.Count);
        cellWeights = [rule.OverallWeight, .. factors.Select(factor => factor.Weight)];
        weightSum = cellWeights.Sum();
    }

    /// <summary>Measure and probability.</summary>
    public MinimisationRule Rule { get; }

    /// <inheritdoc/>
    public override string Procedure => ProcedureName;

    /// <inheritdoc/>
    public override bool CountsDowntime => true;

    internal override IReadOnlyList<int> ArmOfShare { get; }

    internal override int Width { get; }

    internal override bool HasScores => true;

    /// <summary>Finds what is wrong with a design.</summary>
    /// <param name="arms">The arms with their shares.</param>
    /// <param name="factors">The factors with their weights.</param>
    /// <param name="rule">Measure and probability.</param>
    /// <returns>Every fault; empty for a sound design.</returns>
    public static IReadOnlyList<DesignFault> Check(IReadOnlyList<ArmRatio> arms, IReadOnlyList<WeightedFactor> factors, MinimisationRule rule)
    {
        ArgumentNullException.ThrowIfNull(arms);
        ArgumentNullException.ThrowIfNull(factors);
        ArgumentNullException.ThrowIfNull(rule);
        return
        [
            .. DesignChecks.ArmsInShares(arms),
            .. factors.Count == 0 ? [new DesignFault("factors", "0", "factors are too few; at least 1 is needed")] : FactorCheck.Faults(factors, "factors"),
            .. Enum.IsDefined(rule.Measure) ? [] : new[] { new DesignFault("measure", Invariant($"{rule.Measure}"), "is no measure") },
            .. Favour.Faults(rule.Probability, rule.AllowsDeterministic, arms),
            .. DesignChecks.Range("overallWeight", rule.OverallWeight, 0, WeightedFactor.LargestWeight),
        ];
    }

    internal override int CellsOfOne => cellWeights.Length;

    internal override long CounterCount(ReadOnlySpan<int> levelCounts)
    {
        var cells = 1L;
        foreach (var count in levelCounts)
        {
            cells += count;
        }

        return cells * Width;
    }

    internal override void Locate(ReadOnlySpan<int> levels, ReadOnlySpan<int> levelCounts, Span<int> offsets)
    {
        offsets[0] = 0;
        var first = 1;
        for (var factor = 0; factor < levels.Length; factor++)
        {
            offsets[factor + 1] = (first + levels[factor]) * Width;
            first += levelCounts[factor];
        }
    }

    internal override long CounterOf(ReadOnlySpan<int> counters, ReadOnlySpan<int> offsets)
    {
        var sum = 0L;
        foreach (var counter in counters.Slice(offsets[0], Width))
        {
            sum += counter;
        }

        return sum;
    }

    internal override int Weigh(ReadOnlySpan<int> counters, ReadOnlySpan<int> offsets, Span<int> weights, Span<long> scores)
    {
        if (Width == 2)
        {
            Imbalance.AddOfTwo(Rule.Measure, counters, offsets, cellWeights, scores);
        }
        else
        {
            scores.Clear();
            Imbalance.AddOfMany(Rule.Measure, counters, offsets, cellWeights, scores);
        }

        var tie = Rule.Measure == ImbalanceMeasure.StandardDeviation ? weightSum : 0;
        return favour.Weigh(scores, Favour.Least(scores) + tie, weights);
    }

    internal override void Count(Span<int> counters, ReadOnlySpan<int> offsets, int share)
    {
        foreach (var offset in offsets)
        {
            counters[offset + share]++;
        }
    }

    private protected override IReadOnlyList<string> NamesOf(IEnumerable<(string Factor, string Level)> levels) =>
        [CellName.All, .. levels.Select(level => CellName.Of([level]))];

    private protected override void Describe(JsonObject json)
    {
        json["measure"] = MeasureName(Rule.Measure);
        json["probability"] = Rule.Probability;
        json["overallWeight"] = Rule.OverallWeight;
        json["allowsDeterministic"] = Rule.AllowsDeterministic;
    }

    internal static string MeasureName(ImbalanceMeasure measure) => measure switch
    {
        ImbalanceMeasure.Range => "range",
        ImbalanceMeasure.Variance => "variance",
        ImbalanceMeasure.StandardDeviation => "standard deviation",
    };
}
