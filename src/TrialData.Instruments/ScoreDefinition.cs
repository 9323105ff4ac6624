using TrialData.Instruments.Rules;
using static System.FormattableString;

namespace TrialData.Instruments;

/// <summary>Which end of a score is the good one.</summary>
public enum Direction
{
    /// <summary>A higher value is a better state.</summary>
    HigherIsBetter,

    /// <summary>A higher value is a worse state.</summary>
    HigherIsWorse,

    /// <summary>Neither end is the good one.</summary>
    Neither,
}

/// <summary>What happens to a score when items are unanswered.</summary>
public enum MissingTreatment
{
    /// <summary>No value unless every item is answered: the default of a definition.</summary>
    Complete,

    /// <summary>Each unanswered item takes the mean of the participant's answered items, reversed items being reversed first.</summary>
    PersonMean,

    /// <summary>The answered items alone make the value.</summary>
    AnsweredOnly,
}

/// <summary>What happens to a score when items are unanswered.</summary>
/// <param name="Treatment">What an unanswered item does to the value.</param>
/// <param name="MinimumAnswered">How many items must be answered; 0 where all must.</param>
/// <param name="LeavesOutNotAsked">
/// Whether an item that is not asked, because of an earlier answer, is no item of the score; otherwise it counts as unanswered.
/// </param>
public sealed record MissingRule(MissingTreatment Treatment, int MinimumAnswered = 0, bool LeavesOutNotAsked = false)
{
    /// <summary>Complete only.</summary>
    public static MissingRule Complete { get; } = new(MissingTreatment.Complete);

    internal int Needed(int items) => Treatment is MissingTreatment.Complete ? items : MinimumAnswered;

    internal string InWords() => (Treatment switch
    {
        MissingTreatment.Complete => "complete only",
        MissingTreatment.PersonMean => Invariant($"at least {MinimumAnswered} answered, person mean for the rest"),
        MissingTreatment.AnsweredOnly => Invariant($"at least {MinimumAnswered} answered, the rest left out"),
    }) + (LeavesOutNotAsked ? ", without items not asked" : string.Empty);
}

/// <summary>A named part of a score's range.</summary>
/// <param name="From">The lowest value.</param>
/// <param name="To">The highest value, itself inside.</param>
/// <param name="Label">The name.</param>
public sealed record Band(decimal From, decimal To, string Label);

/// <summary>What is published about changes of a score; each part may be unknown.</summary>
/// <param name="Floor">The value of a state without symptoms, from which percentages are counted; null for the lower end of the range where the upper is the worse.</param>
/// <param name="MinimallyImportant">The smallest change within a person that matters to people.</param>
/// <param name="Reliable">The smallest change that measurement error alone makes unlikely.</param>
public sealed record ChangeDefinition(decimal? Floor, decimal? MinimallyImportant, decimal? Reliable);

/// <summary>One score of an instrument.</summary>
/// <param name="Id">Short name, unique among the instrument's items and scores; becomes a variable name in exports.</param>
/// <param name="Label">What the person sees.</param>
/// <param name="Rule">How the items become the value.</param>
/// <param name="Items">Codes of the items, each once.</param>
/// <param name="Range">The values that can be reached, exactly.</param>
/// <param name="Direction">Which end is the good one.</param>
/// <param name="Missing">What happens when items are unanswered.</param>
/// <param name="Bands">Named parts in rising order that cover the whole range; empty where none are published.</param>
/// <param name="Change">What is known of changes; null where nothing is.</param>
public sealed record ScoreDefinition(
    string Id,
    string Label,
    ScoreRule Rule,
    IReadOnlyList<string> Items,
    NumberRange Range,
    Direction Direction,
    MissingRule Missing,
    IReadOnlyList<Band> Bands,
    ChangeDefinition? Change = null)
{
    /// <summary>How the value is made, missing rule included.</summary>
    public string RuleInWords => Rule.InWords(Items, Missing);

    /// <summary>Whether it says that something is so, 1, or is not, 0: there are no amounts of it that could change.</summary>
    public bool IsCriterion => Rule is AllAtMostRule or CriterionRule;

    /// <summary>
    /// Whether two of its values may be sums of other items, because the missing rule leaves items out. A mean does not grow with the
    /// number of its items, and a criterion has no amounts.
    /// </summary>
    public bool LeavesItemsOut => Rule is not MeanRule && !IsCriterion && (Missing.Treatment is MissingTreatment.AnsweredOnly || Missing.LeavesOutNotAsked);

    /// <summary>
    /// The value of a state without symptoms, from which the percentage of a reduction is counted: what the definition says, otherwise
    /// the lower end of a score whose upper end is the worse one. Null for any other score: a percentage of it would say nothing.
    /// </summary>
    public decimal? Floor => Change?.Floor ?? (Direction is Direction.HigherIsWorse && !IsCriterion ? Range.From : null);

    /// <summary>The band of a value.</summary>
    /// <param name="value">A value of the score.</param>
    /// <returns>
    /// The last band that begins at or below the value, so that a value between two bands, which only imputation can give,
    /// belongs to the lower one. Null where the score has no bands.
    /// </returns>
    public Band? BandOf(decimal value)
    {
        // By index: a file of a million forms asks for nothing but this.
        for (var i = Bands.Count - 1; i >= 0; i--)
        {
            if (Bands[i].From <= value)
            {
                return Bands[i];
            }
        }

        return null;
    }
}
