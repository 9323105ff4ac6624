namespace TrialData.Instruments;

/// <summary>A value of a score, as far as it can be compared.</summary>
/// <param name="Value">Null where there is none.</param>
/// <param name="MadeOf">
/// Codes of the items that made it, where the missing rule may leave some out; null for any other score, of which all values are made
/// of the same.
/// </param>
public readonly record struct ComparedValue(decimal? Value, string? MadeOf)
{
    /// <summary>Whether both are made of the same items.</summary>
    /// <param name="other">Another value of the same score.</param>
    public bool IsMadeLike(ComparedValue other) => string.Equals(MadeOf, other.MadeOf, StringComparison.Ordinal);
}

/// <summary>How a score changed between two occasions.</summary>
/// <param name="Difference">The later value less the earlier one.</param>
/// <param name="PercentReduction">
/// 100 · (earlier − later) / (earlier − floor): 100 where the floor is reached, negative where the score rose. Null where the
/// earlier value is at the floor, or the score has none.
/// </param>
/// <param name="IsReliable">Whether the change is at least the published reliable change, in either direction; null where none is published.</param>
/// <param name="IsImportant">Whether it is at least the minimally important difference; null where none is published.</param>
/// <param name="Improved">Whether the later value is the better one; null where they are equal or neither end is better.</param>
/// <remarks>
/// The floor matters: without it a fall from 60 to 30 on a scale that begins at 30 would count as half (Leucht S et al. (2010)
/// The British Journal of Psychiatry 197:167).
/// </remarks>
public sealed record ScoreChange(decimal Difference, decimal? PercentReduction, bool? IsReliable, bool? IsImportant, bool? Improved)
{
    /// <summary>Compares two values of a score.</summary>
    /// <param name="score">The score.</param>
    /// <param name="earlier">The value on the first occasion, usually the baseline.</param>
    /// <param name="later">The value on the second occasion.</param>
    /// <returns>The change; null where either value is, or where they are made of other items: an item left out would pass for a change.</returns>
    public static ScoreChange? Of(ScoreDefinition score, ComparedValue earlier, ComparedValue later)
    {
        ArgumentNullException.ThrowIfNull(score);
        if (earlier.Value is not { } from || later.Value is not { } to || !earlier.IsMadeLike(later))
        {
            return null;
        }

        var difference = to - from;
        return new ScoreChange(
            difference,
            score.Floor is { } floor && from != floor ? 100 * (from - to) / (from - floor) : null,
            IsAtLeast(difference, score.Change?.Reliable),
            IsAtLeast(difference, score.Change?.MinimallyImportant),
            (Math.Sign(difference), score.Direction) switch
            {
                (0, _) or (_, Direction.Neither) => null,
                var (sign, direction) => sign > 0 == (direction is Direction.HigherIsBetter),
            });
    }

    /// <summary>Why two values cannot be compared though the later one is there.</summary>
    /// <param name="earlier">The value at the baseline.</param>
    /// <param name="later">The value on the second occasion.</param>
    /// <returns>Null where they can be, and where there is no later value: it says itself why.</returns>
    public static string? WhyNone(ComparedValue earlier, ComparedValue later) => (earlier.Value, later.Value) switch
    {
        (_, null) => null,
        (null, _) => "no value at baseline",
        _ => earlier.IsMadeLike(later) ? null : "made of other items than at baseline",
    };

    private static bool? IsAtLeast(decimal difference, decimal? published) => published is { } least ? Math.Abs(difference) >= least : null;
}
