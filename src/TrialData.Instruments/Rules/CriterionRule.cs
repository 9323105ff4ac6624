namespace TrialData.Instruments.Rules;

/// <summary>1 where a condition on the items holds, 0 where it does not, <c>kind: criterion</c>.</summary>
/// <remarks>Unanswered items make a condition unknown unless the answered ones settle it, as in Kleene's three-valued logic.</remarks>
/// <param name="Condition">The condition.</param>
public sealed record CriterionRule(Condition Condition) : ScoreRule
{
    internal override NumberRange Reach(IReadOnlyList<NumberRange> items)
    {
        var (canFail, canHold) = Condition.Reach(items);
        return new NumberRange(canFail ? 0 : 1, canHold ? 1 : 0);
    }

    internal override Scored Apply(ItemNumbers numbers, Answered answered, MissingRule missing) => Condition.Holds(numbers) switch
    {
        true => new Scored(1),
        false => new Scored(0),
        null => new Scored(null, Reason: "the answered items do not settle the criterion"),
    };

    internal override string InWords(IReadOnlyList<string> items, MissingRule missing) =>
        $"1 if {Condition.InWords(items)}, otherwise 0; missing where the answered items do not settle it";
}
