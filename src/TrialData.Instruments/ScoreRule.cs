using static System.FormattableString;

namespace TrialData.Instruments;

/// <summary>How the answers of a score's items become its value. A new kind of score is a new rule, read by its <c>kind</c>.</summary>
public abstract record ScoreRule
{
    private protected ScoreRule()
    {
    }

    /// <summary>The values the rule can reach, given what each item can reach.</summary>
    internal abstract NumberRange Reach(IReadOnlyList<NumberRange> items);

    /// <summary>The value, given each item's number in order; null stands for an item without one.</summary>
    internal abstract Scored Apply(IReadOnlyList<decimal?> numbers, MissingRule missing);

    /// <summary>The rule in words, for the provenance of a score.</summary>
    internal abstract string InWords(IReadOnlyList<string> items, MissingRule missing);
}

/// <summary>What a rule made of the numbers.</summary>
internal sealed record Scored(decimal? Value, int Imputed = 0, string? Reason = null);

/// <summary>The sum of the items, <c>kind: sum</c>.</summary>
public sealed record SumRule : ScoreRule
{
    internal override NumberRange Reach(IReadOnlyList<NumberRange> items) => new(items.Sum(item => item.From), items.Sum(item => item.To));

    internal override Scored Apply(IReadOnlyList<decimal?> numbers, MissingRule missing)
    {
        var answered = numbers.Count(number => number is not null);
        if (answered < missing.MinimumAnswered)
        {
            return new Scored(null, Reason: Invariant($"{answered} of {numbers.Count} items answered; {missing.MinimumAnswered} are needed"));
        }

        // With each missing item at the mean of the answered ones the sum is N·Σ/n.
        var sum = numbers.Sum() ?? 0;
        return new Scored(answered == numbers.Count ? sum : numbers.Count * sum / answered, numbers.Count - answered);
    }

    internal override string InWords(IReadOnlyList<string> items, MissingRule missing) =>
        $"sum of {items.Count} items; {missing.InWords(items.Count)}";
}

/// <summary>The number of a single item, <c>kind: item</c>.</summary>
public sealed record ItemRule : ScoreRule
{
    internal override NumberRange Reach(IReadOnlyList<NumberRange> items) => items[0];

    internal override Scored Apply(IReadOnlyList<decimal?> numbers, MissingRule missing) =>
        new(numbers[0], Reason: numbers[0] is null ? "the item is not answered" : null);

    internal override string InWords(IReadOnlyList<string> items, MissingRule missing) => $"value of {items[0]}";
}

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

    internal override Scored Apply(IReadOnlyList<decimal?> numbers, MissingRule missing)
    {
        if (numbers.Any(number => number > Threshold))
        {
            return new Scored(0);
        }

        var answered = numbers.Count(number => number is not null);
        return answered == numbers.Count
            ? new Scored(1)
            : new Scored(null, Reason: Invariant($"{answered} of {numbers.Count} items answered, none above {Answers.InWords(Threshold)}"));
    }

    internal override string InWords(IReadOnlyList<string> items, MissingRule missing) =>
        $"1 if all {items.Count} items are at most {Answers.InWords(Threshold)}, 0 if any answered item is above, otherwise missing";
}
