namespace TrialData.Instruments.Rules;

/// <summary>The sum of the items, <c>kind: sum</c>.</summary>
/// <param name="Scale">What the sum is multiplied by.</param>
public sealed record SumRule(Scale Scale) : ScoreRule
{
    internal override IReadOnlyList<MissingTreatment> Treatments => [MissingTreatment.PersonMean, MissingTreatment.AnsweredOnly];

    internal override NumberRange Reach(IReadOnlyList<NumberRange> items) =>
        Scale.Of(new NumberRange(items.Sum(item => item.From), items.Sum(item => item.To)));

    internal override Scored Apply(ItemNumbers numbers, Answered answered, MissingRule missing)
    {
        if (answered.Count < missing.Needed(numbers.Count))
        {
            return answered.TooFew(missing.Needed(numbers.Count));
        }

        // With each missing item at the mean of the answered ones the sum is N·Σ/n.
        return answered.IsComplete || missing.Treatment is MissingTreatment.AnsweredOnly
            ? new Scored(Scale.Of(answered.Sum))
            : new Scored(Scale.Of(answered.Items * answered.Sum / answered.Count), answered.Items - answered.Count);
    }

    internal override string InWords(IReadOnlyList<string> items, MissingRule missing) =>
        FormattableString.Invariant($"sum of {items.Count} items{Scale.InWords()}; {missing.InWords()}");
}
