using static System.FormattableString;

namespace TrialData.Instruments.Rules;

/// <summary>The sum of the items looked up in a conversion table, <c>kind: table</c>.</summary>
/// <param name="Values">The value for each sum that the items can reach.</param>
public sealed record TableRule(IReadOnlyDictionary<decimal, decimal> Values) : ScoreRule
{
    internal override NumberRange Reach(IReadOnlyList<NumberRange> items) => new(Values.Values.Min(), Values.Values.Max());

    internal override Scored Apply(ItemNumbers numbers, Answered answered, MissingRule missing) =>
        answered.IsComplete ? new Scored(Values[answered.Sum]) : answered.TooFew(numbers.Count);

    internal override string InWords(IReadOnlyList<string> items, MissingRule missing) =>
        Invariant($"sum of {items.Count} items by conversion table; {missing.InWords()}");
}
