using static System.FormattableString;

namespace TrialData.Instruments.Rules;

/// <summary>The value of a health state in a value set, <c>kind: valueSet</c>.</summary>
/// <param name="Values">The value set; its dimensions are the items in their order.</param>
public sealed record ValueSetRule(ValueSet Values) : ScoreRule
{
    internal override NumberRange Reach(IReadOnlyList<NumberRange> items) => Values.Range;

    internal override Scored Apply(ItemNumbers numbers, Answered answered, MissingRule missing)
    {
        if (!answered.IsComplete)
        {
            return answered.TooFew(numbers.Count);
        }

        Span<int> state = stackalloc int[numbers.Count];
        for (var i = 0; i < numbers.Count; i++)
        {
            state[i] = numbers.Whole(i);
        }

        return new Scored(Values.ValueOf(state));
    }

    internal override string InWords(IReadOnlyList<string> items, MissingRule missing) =>
        Invariant($"value set {Values.Id} version {Values.Version}; {missing.InWords()}");
}
