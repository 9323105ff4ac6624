using static System.FormattableString;

namespace TrialData.Instruments;

/// <summary>Which end of a score is the good one.</summary>
public enum Direction
{
    /// <summary>A higher value is a better state.</summary>
    HigherIsBetter,

    /// <summary>A higher value is a worse state.</summary>
    HigherIsWorse,
}

/// <summary>What happens to a score when items are unanswered.</summary>
/// <param name="MinimumAnswered">How many items must be answered, from 1 to the number of items.</param>
/// <remarks>
/// Where the minimum is the number of items the score is <em>complete only</em>, which is the default of a definition. Where it is
/// lower, each unanswered item takes the mean of the participant's answered items (person-mean imputation, <c>rule: personMean</c>),
/// reversed items being reversed first.
/// </remarks>
public sealed record MissingRule(int MinimumAnswered)
{
    internal string InWords(int items) => MinimumAnswered == items
        ? "complete only"
        : Invariant($"at least {MinimumAnswered} answered, person mean for the rest");
}

/// <summary>A named part of a score's range.</summary>
/// <param name="From">The lowest value.</param>
/// <param name="To">The highest value, itself inside.</param>
/// <param name="Label">The name.</param>
public sealed record Band(decimal From, decimal To, string Label);

/// <summary>One score of an instrument.</summary>
/// <param name="Id">Short name, unique among the instrument's items and scores; becomes a variable name in exports.</param>
/// <param name="Label">What the person sees.</param>
/// <param name="Rule">How the items become the value.</param>
/// <param name="Items">Codes of the items, each once.</param>
/// <param name="Range">The values that can be reached, exactly.</param>
/// <param name="Direction">Which end is the good one.</param>
/// <param name="Missing">What happens when items are unanswered.</param>
/// <param name="Bands">Named parts in rising order that cover the whole range; empty where none are published.</param>
public sealed record ScoreDefinition(
    string Id,
    string Label,
    ScoreRule Rule,
    IReadOnlyList<string> Items,
    NumberRange Range,
    Direction Direction,
    MissingRule Missing,
    IReadOnlyList<Band> Bands)
{
    /// <summary>The band of a value.</summary>
    /// <param name="value">A value of the score.</param>
    /// <returns>
    /// The last band that begins at or below the value, so that a value between two bands, which only imputation can give,
    /// belongs to the lower one. Null where the score has no bands.
    /// </returns>
    public Band? BandOf(decimal value) => Bands.LastOrDefault(band => band.From <= value);
}
