using System.Text.Json.Nodes;

namespace TrialData.Randomisation;

/// <summary>Every participant by a fair draw of their own, whatever went before: unpredictable, and as unbalanced as chance has it.</summary>
/// <remarks>
/// Construction <c>complete 1</c>: one cell, <c>all</c>, with the number allocated to each arm. The weight of an arm is its ratio; the
/// draw's counter is the number of participants allocated before.
/// </remarks>
public sealed class CompleteRandomisation : StratifiedScheme
{
    internal const string ProcedureName = "complete 1";

    private readonly int[] ratios;

    /// <summary>Makes a design.</summary>
    /// <param name="arms">At least two arms with different codes.</param>
    /// <exception cref="ArgumentException">The design has faults; the message lists every one. <see cref="Check"/> gives them as values.</exception>
    public CompleteRandomisation(IReadOnlyList<ArmRatio> arms)
        : base(arms, [])
    {
        Refuse(Check(arms));
        ratios = [.. arms.Select(arm => arm.Ratio)];
    }

    /// <inheritdoc/>
    public override string Procedure => ProcedureName;

    /// <inheritdoc/>
    public override bool CountsDowntime => true;

    internal override IReadOnlyList<int> ArmOfShare => field ??= DesignChecks.NoShares(Arms);

    internal override int Width => ratios.Length;

    /// <summary>Finds what is wrong with a design.</summary>
    /// <param name="arms">The arms with their shares.</param>
    /// <returns>Every fault; empty for a sound design.</returns>
    public static IReadOnlyList<DesignFault> Check(IReadOnlyList<ArmRatio> arms)
    {
        ArgumentNullException.ThrowIfNull(arms);
        return [.. DesignChecks.Arms(arms)];
    }

    internal override long CounterOf(ReadOnlySpan<int> counters, ReadOnlySpan<int> offsets) => Sum(counters, offsets[0], Width);

    internal override int Weigh(ReadOnlySpan<int> counters, ReadOnlySpan<int> offsets, Span<int> weights, Span<long> scores)
    {
        var bound = 0;
        for (var arm = 0; arm < ratios.Length; arm++)
        {
            weights[arm] = ratios[arm];
            bound += weights[arm];
        }

        return bound;
    }

    internal override void Count(Span<int> counters, ReadOnlySpan<int> offsets, int share) => counters[offsets[0] + share]++;

    private protected override void Describe(JsonObject json)
    {
    }
}
