using System.Text.Json.Nodes;

namespace TrialData.Randomisation;

/// <summary>A fair coin, until the imbalance reaches a limit: then the smaller arm is certain.</summary>
/// <remarks>
/// Soares JF, Wu CFJ (1983), Communications in Statistics – Theory and Methods 12:2017-2034. For two arms, 1:1. Construction
/// <c>big stick 1</c>: the cell is the stratum; its counters are the numbers allocated to each arm. The weights are 1 and 1, or 0 for
/// an arm that has the limit or more over the other; the draw's counter is the number of participants counted in the stratum.
/// </remarks>
public sealed class BigStick : StratifiedScheme
{
    internal const string ProcedureName = "big stick 1";

    private const int LargestLimit = 1000;

    /// <summary>Makes a design.</summary>
    /// <param name="arms">Two arms with different codes and equal ratios.</param>
    /// <param name="stratifyBy">What strata are formed by; may be empty.</param>
    /// <param name="limit">The largest imbalance within a stratum, in participants, from 1 to 1000.</param>
    /// <exception cref="ArgumentException">The design has faults; the message lists every one. <see cref="Check"/> gives them as values.</exception>
    public BigStick(IReadOnlyList<ArmRatio> arms, IReadOnlyList<Factor> stratifyBy, int limit)
        : base(arms, stratifyBy)
    {
        Refuse(Check(arms, stratifyBy, limit));
        Limit = limit;
    }

    /// <summary>The largest imbalance within a stratum, in participants. Allocations from downtime slots may exceed it.</summary>
    public int Limit { get; }

    /// <inheritdoc/>
    public override string Procedure => ProcedureName;

    /// <inheritdoc/>
    public override bool CountsDowntime => true;

    internal override IReadOnlyList<int> ArmOfShare => field ??= DesignChecks.NoShares(Arms);

    internal override int Width => 2;

    /// <summary>Finds what is wrong with a design.</summary>
    /// <param name="arms">The arms with their shares.</param>
    /// <param name="stratifyBy">What strata are formed by.</param>
    /// <param name="limit">The largest imbalance within a stratum.</param>
    /// <returns>Every fault; empty for a sound design.</returns>
    public static IReadOnlyList<DesignFault> Check(IReadOnlyList<ArmRatio> arms, IReadOnlyList<Factor> stratifyBy, int limit)
    {
        ArgumentNullException.ThrowIfNull(arms);
        ArgumentNullException.ThrowIfNull(stratifyBy);
        return [.. DesignChecks.TwoEqualArms(arms), .. FactorCheck.Faults(stratifyBy, "factors"), .. DesignChecks.Range("limit", limit, 1, LargestLimit)];
    }

    internal override long CounterOf(ReadOnlySpan<int> counters, ReadOnlySpan<int> offsets) => Sum(counters, offsets[0], Width);

    internal override int Weigh(ReadOnlySpan<int> counters, ReadOnlySpan<int> offsets, Span<int> weights, Span<long> scores)
    {
        var lead = counters[offsets[0]] - counters[offsets[0] + 1];
        weights[0] = lead >= Limit ? 0 : 1;
        weights[1] = -lead >= Limit ? 0 : 1;
        return weights[0] + weights[1];
    }

    internal override void Count(Span<int> counters, ReadOnlySpan<int> offsets, int share) => counters[offsets[0] + share]++;

    private protected override void Describe(JsonObject json) => json["limit"] = Limit;
}
