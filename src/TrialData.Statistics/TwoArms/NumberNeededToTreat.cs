namespace TrialData.Statistics;

/// <summary>Participants to treat with arm 1 rather than arm 0 for one more event: 1 / risk difference.</summary>
/// <remarks>
/// Altman (1998), BMJ 317:1309. Negative numbers count towards one event fewer. Where the interval of the difference
/// contains 0 the interval of the number is disjoint: from minus infinity to <paramref name="AtLowerDifference"/> and from
/// <paramref name="AtUpperDifference"/> to infinity, through infinity and not through 0.
/// </remarks>
/// <param name="Value">1 / risk difference; positive infinity without difference.</param>
/// <param name="AtLowerDifference">1 / the lower Newcombe limit of the difference.</param>
/// <param name="AtUpperDifference">1 / the upper Newcombe limit of the difference.</param>
/// <param name="IsDisjoint">Whether the interval of the difference contains 0 inside.</param>
public readonly record struct NumberNeededToTreat(double Value, double AtLowerDifference, double AtUpperDifference, bool IsDisjoint)
{
    /// <summary>The number with the limits that belong to <see cref="Newcombe.Difference"/>; null where an arm is empty.</summary>
    /// <param name="table">The two arms.</param>
    /// <param name="confidence">Two-sided level, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The confidence level is outside its range.</exception>
    public static NumberNeededToTreat? From(TwoByTwo table, double confidence = 0.95) =>
        Newcombe.Difference(table, confidence) is { } difference
            ? new NumberNeededToTreat(
                difference.Value == 0 ? double.PositiveInfinity : 1 / difference.Value,
                1 / difference.Lower,
                1 / difference.Upper,
                difference is { Lower: < 0, Upper: > 0 })
            : null;
}
