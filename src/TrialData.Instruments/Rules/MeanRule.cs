namespace TrialData.Instruments.Rules;

/// <summary>The mean of the answered items, <c>kind: mean</c>.</summary>
/// <param name="Scale">What the mean is multiplied by.</param>
public sealed record MeanRule(Scale Scale) : ScoreRule
{
    internal override IReadOnlyList<MissingTreatment> Treatments => [MissingTreatment.AnsweredOnly];

    internal override NumberRange Reach(IReadOnlyList<NumberRange> items) =>
        Scale.Of(new NumberRange(items.Average(item => item.From), items.Average(item => item.To)));

    internal override Scored Apply(ReadOnlySpan<decimal?> numbers, MissingRule missing)
    {
        var answered = Answered.Of(numbers);
        return answered.Count < missing.Needed(numbers.Length)
            ? answered.TooFew(missing.Needed(numbers.Length))
            : new Scored(answered.Sum * Scale.Times / (answered.Count * Scale.Over));
    }

    internal override string InWords(IReadOnlyList<string> items, MissingRule missing) =>
        FormattableString.Invariant($"mean of {items.Count} items{Scale.InWords()}; {missing.InWords()}");
}
