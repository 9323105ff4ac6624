using static System.FormattableString;

namespace TrialData.Instruments.Rules;

/// <summary>The sum of some items less the sum of the others, <c>kind: difference</c>.</summary>
/// <param name="Counted">How many items, from the first on, are added; the rest, <c>less</c>, is subtracted.</param>
public sealed record DifferenceRule(int Counted) : ScoreRule
{
    internal override NumberRange Reach(IReadOnlyList<NumberRange> items) => new(
        items.Take(Counted).Sum(item => item.From) - items.Skip(Counted).Sum(item => item.To),
        items.Take(Counted).Sum(item => item.To) - items.Skip(Counted).Sum(item => item.From));

    internal override Scored Apply(ItemNumbers numbers, Answered answered, MissingRule missing)
    {
        var (added, taken) = (numbers.Part(..Counted).Answered(), numbers.Part(Counted..).Answered());
        return added.IsComplete && taken.IsComplete
            ? new Scored(added.Sum - taken.Sum)
            : answered.TooFew(numbers.Count);
    }

    internal override string InWords(IReadOnlyList<string> items, MissingRule missing) =>
        Invariant($"sum of {Counted} items less sum of {items.Count - Counted} items; {missing.InWords()}");
}
