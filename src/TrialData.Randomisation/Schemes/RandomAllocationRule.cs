using System.Text.Json.Nodes;

namespace TrialData.Randomisation;

/// <summary>One block as large as the planned stratum: exact balance once it is full, less to guess before.</summary>
/// <remarks>
/// Lachin JM (1988), Controlled Clinical Trials 9:289-311. Construction <c>random allocation rule 1</c>: the cell is the stratum; its
/// counters are the numbers allocated to each arm. The weight of an arm is the number of its places left, ratio · planned ⁄ sum of
/// ratios less the number allocated; the draw's counter is the number of participants allocated in the stratum before. A full stratum
/// takes nobody.
/// </remarks>
public sealed class RandomAllocationRule : StratifiedScheme
{
    internal const string ProcedureName = "random allocation rule 1";

    private const int MostParticipants = 1_000_000;

    private readonly int[] places;

    /// <summary>Makes a design.</summary>
    /// <param name="arms">At least two arms with different codes.</param>
    /// <param name="stratifyBy">What strata are formed by; may be empty.</param>
    /// <param name="participants">How many participants each stratum takes, a multiple of the sum of the ratios, at most a million.</param>
    /// <exception cref="ArgumentException">The design has faults; the message lists every one. <see cref="Check"/> gives them as values.</exception>
    public RandomAllocationRule(IReadOnlyList<ArmRatio> arms, IReadOnlyList<Factor> stratifyBy, int participants)
        : base(arms, stratifyBy)
    {
        Refuse(Check(arms, stratifyBy, participants));
        Participants = participants;
        var ratioSum = arms.Sum(arm => arm.Ratio);
        places = [.. arms.Select(arm => arm.Ratio * (participants / ratioSum))];
    }

    /// <summary>How many participants each stratum takes.</summary>
    public int Participants { get; }

    /// <inheritdoc/>
    public override string Procedure => ProcedureName;

    /// <inheritdoc/>
    public override bool CountsDowntime => false;

    internal override IReadOnlyList<int> ArmOfShare => field ??= DesignChecks.NoShares(Arms);

    internal override int Width => places.Length;

    /// <summary>Finds what is wrong with a design.</summary>
    /// <param name="arms">The arms with their shares.</param>
    /// <param name="stratifyBy">What strata are formed by.</param>
    /// <param name="participants">How many participants each stratum takes.</param>
    /// <returns>Every fault; empty for a sound design.</returns>
    public static IReadOnlyList<DesignFault> Check(IReadOnlyList<ArmRatio> arms, IReadOnlyList<Factor> stratifyBy, int participants)
    {
        ArgumentNullException.ThrowIfNull(arms);
        ArgumentNullException.ThrowIfNull(stratifyBy);
        return
        [
            .. DesignChecks.Arms(arms),
            .. FactorCheck.Faults(stratifyBy, "factors"),
            .. DesignChecks.Range("participants", participants, 2, MostParticipants),
            .. DesignChecks.Multiple("participants", participants, arms),
        ];
    }

    internal override long CounterOf(ReadOnlySpan<int> counters, ReadOnlySpan<int> offsets) => Sum(counters, offsets[0], Width);

    internal override int Weigh(ReadOnlySpan<int> counters, ReadOnlySpan<int> offsets, Span<int> weights, Span<long> scores)
    {
        var left = 0;
        for (var arm = 0; arm < places.Length; arm++)
        {
            weights[arm] = places[arm] - counters[offsets[0] + arm];
            left += weights[arm];
        }

        return left;
    }

    internal override void Count(Span<int> counters, ReadOnlySpan<int> offsets, int share) => counters[offsets[0] + share]++;

    private protected override bool CouldHold(ReadOnlySpan<int> counters)
    {
        var fits = true;
        for (var arm = 0; arm < places.Length; arm++)
        {
            fits &= counters[arm] <= places[arm];
        }

        return fits;
    }

    private protected override void Describe(JsonObject json) => json["participants"] = Participants;
}
