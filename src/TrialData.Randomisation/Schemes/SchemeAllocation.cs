using System.Globalization;

namespace TrialData.Randomisation;

/// <summary>A cell and what is counted in it. Secret while recruitment runs: the caller keeps it from everybody who enrols.</summary>
/// <param name="Cell">The cell's name: <c>all</c>, <c>site=S1</c>, <c>site=S1|severity=high</c>.</param>
/// <param name="Counters">What is counted there; what each counter means belongs to the scheme's construction.</param>
public sealed record CellState(string Cell, IReadOnlyList<int> Counters);

/// <summary>The one draw that decided an allocation.</summary>
/// <param name="Cell">First part of its address: the name of the cell that it belongs to.</param>
/// <param name="Counter">Second part of its address.</param>
/// <param name="Bound">How many values it could have taken.</param>
/// <param name="Value">The value it took, from 0 to the bound less 1.</param>
public sealed record SchemeDraw(string Cell, long Counter, int Bound, int Value);

/// <summary>A probability as the exact fraction that was used, in lowest terms.</summary>
/// <param name="Numerator">From 0 to the denominator.</param>
/// <param name="Denominator">At least 1.</param>
public readonly record struct Probability(int Numerator, int Denominator)
{
    /// <summary>Brings a fraction to lowest terms.</summary>
    /// <param name="part">From 0 to <paramref name="whole"/>.</param>
    /// <param name="whole">At least 1.</param>
    public static Probability Of(int part, int whole)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(part);
        ArgumentOutOfRangeException.ThrowIfLessThan(whole, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(part, whole);
        var divisor = Fractions.GreatestCommonDivisor(part, whole);
        return new Probability(part / divisor, whole / divisor);
    }

    /// <summary>Such as <c>4/5</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");
}

/// <summary>One allocation with everything that it followed from.</summary>
/// <param name="Arm">The arm's code.</param>
/// <param name="Share">
/// Which share of the arms was drawn, counted from 0. Where a scheme splits an arm of ratio 2 into two shares, both lead to that arm;
/// elsewhere it is the arm's place among the arms.
/// </param>
/// <param name="Before">The cells it rested on, as they were before it.</param>
/// <param name="After">The same cells, as they are after it; the caller stores them in the transaction of the allocation.</param>
/// <param name="Imbalance">The imbalance that each share would lead to, as the scheme scores it; empty where a scheme has no score.</param>
/// <param name="Probabilities">Of each arm, in the order of the design's arms.</param>
/// <param name="Draw">The draw that decided; null where there was nothing to draw, as in a list.</param>
public sealed record SchemeAllocation(
    string Arm,
    int Share,
    IReadOnlyList<CellState> Before,
    IReadOnlyList<CellState> After,
    IReadOnlyList<long> Imbalance,
    IReadOnlyList<Probability> Probabilities,
    SchemeDraw? Draw);

internal static class Fractions
{
    internal static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);

    internal static long LeastCommonMultiple(IEnumerable<int> numbers) =>
        numbers.Aggregate(1L, (multiple, number) => multiple > int.MaxValue ? multiple : multiple / GreatestCommonDivisor((int)(multiple % number), number) * number);
}
