using static System.FormattableString;

namespace TrialData.Instruments.Rules;

/// <summary>1 where every item is at most a threshold, otherwise 0, <c>kind: allAtMost</c>.</summary>
/// <remarks>
/// One answered item above the threshold settles the matter: 0, whatever the unanswered ones would say. 1 needs every item.
/// Anything between is unknown, as in Kleene's three-valued conjunction.
/// </remarks>
/// <param name="Threshold">The highest number that still meets the criterion.</param>
public sealed record AllAtMostRule(decimal Threshold) : ScoreRule
{
    internal override NumberRange Reach(IReadOnlyList<NumberRange> items) =>
        new(items.Any(item => item.To > Threshold) ? 0 : 1, items.All(item => item.From <= Threshold) ? 1 : 0);

    internal override Scored Apply(ItemNumbers numbers, Answered answered, MissingRule missing)
    {
        for (var i = 0; i < numbers.Count; i++)
        {
            if (numbers[i] > Threshold)
            {
                return new Scored(0);
            }
        }

        return answered.IsComplete
            ? new Scored(1)
            : new Scored(null, Reason: Invariant($"{answered.Count} of {numbers.Count} items answered, none above {Answers.InWords(Threshold)}"));
    }

    internal override string InWords(IReadOnlyList<string> items, MissingRule missing) =>
        $"1 if all {items.Count} items are at most {Answers.InWords(Threshold)}, 0 if any answered item is above, otherwise missing";
}
