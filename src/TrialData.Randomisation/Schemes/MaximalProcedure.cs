using System.Collections.Concurrent;
using System.Numerics;
using System.Text.Json.Nodes;

namespace TrialData.Randomisation;

/// <summary>Every sequence that keeps a limit of imbalance and ends balanced, each equally likely.</summary>
/// <remarks>
/// <para>
/// Berger VW, Ivanova A, Knoll MD (2003), Statistics in Medicine 22:3017-3028. For two arms, 1:1. Construction
/// <c>maximal procedure 1</c>: the cell is the stratum; its counters are the numbers allocated to each arm. W(m, d) is the number of
/// ways to go on from m participants and a lead d of the first arm, keeping |lead| at most the limit and ending, at the planned
/// number, with lead 0. For d ≤ 0 the weights are
/// </para>
/// <code>
/// second arm  ⌊2³⁰ · W(m + 1, d − 1) ⁄ W(m, d)⌋        first arm  2³⁰ − that of the second
/// </code>
/// <para>
/// and for d &gt; 0 those of −d with the arms exchanged; at d = 0 both are 2²⁹. The bound is 2³⁰, so a probability differs from the
/// exact one by less than 10⁻⁹, in the same way for both arms. The draw's counter is the number of participants allocated in the
/// stratum before. A full stratum takes nobody.
/// </para>
/// </remarks>
public sealed class MaximalProcedure : StratifiedScheme
{
    internal const string ProcedureName = "maximal procedure 1";

    private const int MostParticipants = 10_000;
    private const int LargestLimit = 100;
    private const int BitsOfBound = 30;

    // Designs are read again for every allocation; counting the sequences each time would take longer than all the rest.
    private static readonly ConcurrentDictionary<(int Participants, int Limit), int[]> Tables = new();

    private readonly int[] smallerArm;

    /// <summary>Makes a design. The first with these numbers counts the sequences: milliseconds for 600 participants, seconds for 10,000.</summary>
    /// <param name="arms">Two arms with different codes and equal ratios.</param>
    /// <param name="stratifyBy">What strata are formed by; may be empty.</param>
    /// <param name="participants">How many participants each stratum takes, even, at most 10,000.</param>
    /// <param name="limit">The largest imbalance within a stratum, in participants, from 1 to 100.</param>
    /// <exception cref="ArgumentException">The design has faults; the message lists every one. <see cref="Check"/> gives them as values.</exception>
    public MaximalProcedure(IReadOnlyList<ArmRatio> arms, IReadOnlyList<Factor> stratifyBy, int participants, int limit)
        : base(arms, stratifyBy)
    {
        Refuse(Check(arms, stratifyBy, participants, limit));
        (Participants, Limit) = (participants, limit);
        smallerArm = Tables.GetOrAdd((participants, limit), plan => WeightsOfSmallerArm(plan.Participants, plan.Limit));
    }

    /// <summary>How many participants each stratum takes.</summary>
    public int Participants { get; }

    /// <summary>The largest imbalance within a stratum, in participants.</summary>
    public int Limit { get; }

    /// <inheritdoc/>
    public override string Procedure => ProcedureName;

    /// <inheritdoc/>
    public override bool CountsDowntime => false;

    internal override IReadOnlyList<int> ArmOfShare => field ??= DesignChecks.NoShares(Arms);

    internal override int Width => 2;

    /// <summary>Finds what is wrong with a design.</summary>
    /// <param name="arms">The arms with their shares.</param>
    /// <param name="stratifyBy">What strata are formed by.</param>
    /// <param name="participants">How many participants each stratum takes.</param>
    /// <param name="limit">The largest imbalance within a stratum.</param>
    /// <returns>Every fault; empty for a sound design.</returns>
    public static IReadOnlyList<DesignFault> Check(IReadOnlyList<ArmRatio> arms, IReadOnlyList<Factor> stratifyBy, int participants, int limit)
    {
        ArgumentNullException.ThrowIfNull(arms);
        ArgumentNullException.ThrowIfNull(stratifyBy);
        return
        [
            .. DesignChecks.TwoEqualArms(arms),
            .. FactorCheck.Faults(stratifyBy, "factors"),
            .. DesignChecks.Range("participants", participants, 2, MostParticipants),
            .. DesignChecks.Multiple("participants", participants, [new("first", 1), new("second", 1)]),
            .. DesignChecks.Range("limit", limit, 1, LargestLimit),
        ];
    }

    internal override long CounterOf(ReadOnlySpan<int> counters, ReadOnlySpan<int> offsets) => Sum(counters, offsets[0], Width);

    internal override int Weigh(ReadOnlySpan<int> counters, ReadOnlySpan<int> offsets, Span<int> weights, Span<long> scores)
    {
        var allocated = Sum(counters, offsets[0], Width);
        if (allocated == Participants)
        {
            return 0;
        }

        var lead = counters[offsets[0]] - counters[offsets[0] + 1];
        var smaller = smallerArm[(allocated * (Limit + 1)) + Math.Abs(lead)];
        (weights[0], weights[1]) = lead > 0 ? ((1 << BitsOfBound) - smaller, smaller) : (smaller, (1 << BitsOfBound) - smaller);
        return 1 << BitsOfBound;
    }

    internal override void Count(Span<int> counters, ReadOnlySpan<int> offsets, int share) => counters[offsets[0] + share]++;

    private protected override bool CouldHold(ReadOnlySpan<int> counters) =>
        Math.Abs(counters[0] - counters[1]) <= Limit && Math.Max(counters[0], counters[1]) <= Participants / 2;

    private protected override void Describe(JsonObject json) => (json["participants"], json["limit"]) = (Participants, Limit);

    // By number allocated and size of the lead. By symmetry W(m, d) = W(m, −d), so only leads from 0 are counted.
    private static int[] WeightsOfSmallerArm(int participants, int limit)
    {
        var weights = new int[participants * (limit + 1)];
        var ways = new BigInteger[limit + 2];
        ways[0] = BigInteger.One;
        for (var allocated = participants - 1; allocated >= 0; allocated--)
        {
            var before = new BigInteger[limit + 2];
            for (var lead = 0; lead <= limit; lead++)
            {
                // The larger arm raises the lead, the smaller one lowers it; nothing goes beyond the limit.
                var larger = lead == limit ? BigInteger.Zero : ways[lead + 1];
                before[lead] = larger + ways[Math.Abs(lead - 1)];
                if (!before[lead].IsZero)
                {
                    weights[(allocated * (limit + 1)) + lead] = (1 << BitsOfBound) - (int)((larger << BitsOfBound) / before[lead]);
                }
            }

            ways = before;
        }

        return weights;
    }
}
