namespace TrialData.Instruments.Rules;

/// <summary>The number of a single item, <c>kind: item</c>.</summary>
public sealed record ItemRule : ScoreRule
{
    internal override NumberRange Reach(IReadOnlyList<NumberRange> items) => items[0];

    internal override Scored Apply(ItemNumbers numbers, Answered answered, MissingRule missing) =>
        new(numbers[0], Reason: numbers[0] is null ? "the item is not answered" : null);

    internal override string InWords(IReadOnlyList<string> items, MissingRule missing) => $"value of {items[0]}";
}
