namespace TrialData.Instruments.Rules;

/// <summary>How the answers of a score's items become its value. A new kind of score is a new rule, read by its <c>kind</c>.</summary>
public abstract record ScoreRule
{
    private protected ScoreRule()
    {
    }

    /// <summary>What the rule can do with unanswered items beside giving no value.</summary>
    internal virtual IReadOnlyList<MissingTreatment> Treatments => [];

    /// <summary>The values the rule can reach, given what each item can reach.</summary>
    internal abstract NumberRange Reach(IReadOnlyList<NumberRange> items);

    /// <summary>The value, given each item's number in order.</summary>
    /// <param name="numbers">One for each item that counts: items that are not asked may be left out by the missing rule.</param>
    /// <param name="answered">Their count and sum.</param>
    /// <param name="missing">The missing rule.</param>
    internal abstract Scored Apply(ItemNumbers numbers, Answered answered, MissingRule missing);

    /// <summary>The rule in words, for the provenance of a score.</summary>
    internal abstract string InWords(IReadOnlyList<string> items, MissingRule missing);
}

/// <summary>What a rule made of the numbers.</summary>
internal readonly record struct Scored(decimal? Value, int Imputed = 0, string? Reason = null);

/// <summary>A factor written as a fraction, so that 100/45 loses no digit before the sum is known.</summary>
/// <param name="Times">What the value is multiplied by.</param>
/// <param name="Over">What it is then divided by; not 0.</param>
public sealed record Scale(decimal Times, decimal Over)
{
    /// <summary>The factor that changes nothing.</summary>
    public static Scale One { get; } = new(1, 1);

    private readonly bool isOne = (Times, Over) is (1, 1);

    internal decimal Of(decimal value) => isOne ? value : value * Times / Over;

    /// <summary>A share of a value, with one division for both.</summary>
    internal decimal Of(decimal value, int share) => isOne ? value / share : value * Times / (share * Over);

    internal NumberRange Of(NumberRange range) => new(Of(range.From), Of(range.To));

    internal string InWords() => (Times, Over) switch
    {
        (1, 1) => string.Empty,
        (_, 1) => $", times {Answers.InWords(Times)}",
        _ => $", times {Answers.InWords(Times)}/{Answers.InWords(Over)}",
    };
}
