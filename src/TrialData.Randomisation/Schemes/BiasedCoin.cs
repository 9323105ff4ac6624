using System.Text.Json.Nodes;

namespace TrialData.Randomisation;

/// <summary>A coin that favours the arm with fewer participants so far.</summary>
/// <remarks>
/// Efron B (1971), Biometrika 58:403-417, who takes a probability of 2/3; for unequal ratios and more arms with the arms split into
/// shares (see <see cref="WeightedScheme"/>). Construction <c>biased coin 1</c>: the cell is the stratum; its counters are the
/// numbers allocated to each share, and are also the scores. The best shares are those with the smallest count; weights as in
/// <c>pocock-simon minimisation 1</c>; the draw's counter is the number of participants counted in the stratum.
/// </remarks>
public sealed class BiasedCoin : StratifiedScheme
{
    internal const string ProcedureName = "biased coin 1";

    private readonly Favour favour;

    /// <summary>Makes a design.</summary>
    /// <param name="arms">At least two arms with different codes and, in lowest terms, at most <see cref="WeightedScheme.MostShares"/> shares.</param>
    /// <param name="stratifyBy">What strata are formed by; may be empty.</param>
    /// <param name="probability">Probability of the share with fewest participants, above its fair share and below 1, with at most 4 digits after the point.</param>
    /// <exception cref="ArgumentException">The design has faults; the message lists every one. <see cref="Check"/> gives them as values.</exception>
    public BiasedCoin(IReadOnlyList<ArmRatio> arms, IReadOnlyList<Factor> stratifyBy, decimal probability)
        : base(arms, stratifyBy)
    {
        Refuse(Check(arms, stratifyBy, probability));
        Probability = probability;
        ArmOfShare = DesignChecks.Shares(arms);
        Width = ArmOfShare.Count;
        favour = new Favour(probability, ArmOfShare.Count);
    }

    /// <summary>Probability of the share with fewest participants.</summary>
    public decimal Probability { get; }

    /// <inheritdoc/>
    public override string Procedure => ProcedureName;

    /// <inheritdoc/>
    public override bool CountsDowntime => true;

    internal override IReadOnlyList<int> ArmOfShare { get; }

    internal override int Width { get; }

    internal override bool HasScores => true;

    /// <summary>Finds what is wrong with a design.</summary>
    /// <param name="arms">The arms with their shares.</param>
    /// <param name="stratifyBy">What strata are formed by.</param>
    /// <param name="probability">Probability of the share with fewest participants.</param>
    /// <returns>Every fault; empty for a sound design.</returns>
    public static IReadOnlyList<DesignFault> Check(IReadOnlyList<ArmRatio> arms, IReadOnlyList<Factor> stratifyBy, decimal probability)
    {
        ArgumentNullException.ThrowIfNull(arms);
        ArgumentNullException.ThrowIfNull(stratifyBy);
        return
        [
            .. DesignChecks.ArmsInShares(arms),
            .. FactorCheck.Faults(stratifyBy, "factors"),
            .. Favour.Faults(probability, allowsDeterministic: false, arms),
        ];
    }

    internal override long CounterOf(ReadOnlySpan<int> counters, ReadOnlySpan<int> offsets) => Sum(counters, offsets[0], Width);

    internal override int Weigh(ReadOnlySpan<int> counters, ReadOnlySpan<int> offsets, Span<int> weights, Span<long> scores)
    {
        for (var share = 0; share < scores.Length; share++)
        {
            scores[share] = counters[offsets[0] + share];
        }

        return favour.Weigh(scores, Favour.Least(scores), weights);
    }

    internal override void Count(Span<int> counters, ReadOnlySpan<int> offsets, int share) => counters[offsets[0] + share]++;

    private protected override void Describe(JsonObject json) => json["probability"] = Probability;
}
