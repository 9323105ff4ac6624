namespace TrialData.Instruments.Rules;

/// <summary>The mean of the answered items, <c>kind: mean</c>.</summary>
/// <param name="Scale">What the mean is multiplied by.</param>
public sealed record MeanRule(Scale Scale) : ScoreRule
{
    internal override IReadOnlyList<MissingTreatment> Treatments => [MissingTreatment.AnsweredOnly];

    internal override NumberRange Reach(IReadOnlyList<NumberRange> items) =>
        Scale.Of(new NumberRange(items.Average(item => item.From), items.Average(item => item.To)));

    internal override Scored Apply(ItemNumbers numbers, Answered answered, MissingRule missing) =>
        answered.Count < missing.Needed(numbers.Count)
            ? answered.TooFew(missing.Needed(numbers.Count))
            : new Scored(Scale.Of(answered.Sum, answered.Count));

    internal override string InWords(IReadOnlyList<string> items, MissingRule missing) =>
        FormattableString.Invariant($"mean of {items.Count} items{Scale.InWords()}; {missing.InWords()}");
}
