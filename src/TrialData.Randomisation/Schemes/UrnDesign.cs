using System.Text.Json.Nodes;

namespace TrialData.Randomisation;

/// <summary>An urn that strives for balance the more, the fewer participants there are.</summary>
/// <remarks>
/// Wei LJ (1977), Journal of the American Statistical Association 72:382-386, UD(α, β); for unequal ratios with the arms split into
/// shares (see <see cref="WeightedScheme"/>). Construction <c>urn 1</c>: the cell is the stratum; its counters are the numbers
/// allocated to each share. The urn begins with α balls of each share, and each allocation adds β balls of every other share, so the
/// weight of a share is α + β · (participants counted in the stratum − those of the share); if all weights are 0, each is 1. The
/// draw's counter is the number of participants counted in the stratum. A million participants fit.
/// </remarks>
public sealed class UrnDesign : StratifiedScheme
{
    internal const string ProcedureName = "urn 1";

    // 32 shares of 10 balls for each of a million participants stay within a draw's bound.
    private const int MostBalls = 10;

    /// <summary>Makes a design.</summary>
    /// <param name="arms">At least two arms with different codes and, in lowest terms, at most <see cref="WeightedScheme.MostShares"/> shares.</param>
    /// <param name="stratifyBy">What strata are formed by; may be empty.</param>
    /// <param name="initial">Balls of each share at the beginning (α), from 0 to 10.</param>
    /// <param name="added">Balls of every other share that an allocation adds (β), from 1 to 10.</param>
    /// <exception cref="ArgumentException">The design has faults; the message lists every one. <see cref="Check"/> gives them as values.</exception>
    public UrnDesign(IReadOnlyList<ArmRatio> arms, IReadOnlyList<Factor> stratifyBy, int initial, int added)
        : base(arms, stratifyBy)
    {
        Refuse(Check(arms, stratifyBy, initial, added));
        (Initial, Added) = (initial, added);
        ArmOfShare = DesignChecks.Shares(arms);
        Width = ArmOfShare.Count;
    }

    /// <summary>Balls of each share at the beginning (α).</summary>
    public int Initial { get; }

    /// <summary>Balls of every other share that an allocation adds (β).</summary>
    public int Added { get; }

    /// <inheritdoc/>
    public override string Procedure => ProcedureName;

    /// <inheritdoc/>
    public override bool CountsDowntime => true;

    internal override IReadOnlyList<int> ArmOfShare { get; }

    internal override int Width { get; }

    /// <summary>Finds what is wrong with a design.</summary>
    /// <param name="arms">The arms with their shares.</param>
    /// <param name="stratifyBy">What strata are formed by.</param>
    /// <param name="initial">Balls of each share at the beginning.</param>
    /// <param name="added">Balls of every other share that an allocation adds.</param>
    /// <returns>Every fault; empty for a sound design.</returns>
    public static IReadOnlyList<DesignFault> Check(IReadOnlyList<ArmRatio> arms, IReadOnlyList<Factor> stratifyBy, int initial, int added)
    {
        ArgumentNullException.ThrowIfNull(arms);
        ArgumentNullException.ThrowIfNull(stratifyBy);
        return
        [
            .. DesignChecks.ArmsInShares(arms),
            .. FactorCheck.Faults(stratifyBy, "factors"),
            .. DesignChecks.Range("initial", initial, 0, MostBalls),
            .. DesignChecks.Range("added", added, 1, MostBalls),
        ];
    }

    internal override long CounterOf(ReadOnlySpan<int> counters, ReadOnlySpan<int> offsets) => Sum(counters, offsets[0], Width);

    internal override int Weigh(ReadOnlySpan<int> counters, ReadOnlySpan<int> offsets, Span<int> weights, Span<long> scores)
    {
        var balls = Initial + (Added * Sum(counters, offsets[0], Width));
        var sum = 0;
        for (var share = 0; share < weights.Length; share++)
        {
            weights[share] = balls - (Added * counters[offsets[0] + share]);
            sum += weights[share];
        }

        if (sum > 0)
        {
            return sum;
        }

        weights.Fill(1);
        return weights.Length;
    }

    internal override void Count(Span<int> counters, ReadOnlySpan<int> offsets, int share) => counters[offsets[0] + share]++;

    private protected override void Describe(JsonObject json) => (json["initial"], json["added"]) = (Initial, Added);
}
