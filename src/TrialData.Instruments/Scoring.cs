using static System.FormattableString;

namespace TrialData.Instruments;

/// <summary>A computed score with its provenance.</summary>
/// <param name="Id">The score's id in the instrument.</param>
/// <param name="Value">The value, unrounded; null where the missing rule forbids one.</param>
/// <param name="ItemsUsed">How many of its items had an answer that counts.</param>
/// <param name="ItemsImputed">How many items were filled in; 0 where there is no value.</param>
/// <param name="Rule">The rule in words, missing rule included.</param>
/// <param name="Instrument">The instrument's id.</param>
/// <param name="Version">The instrument's version.</param>
/// <param name="Band">The label of the value's band; null without value or bands.</param>
public sealed record Score(string Id, decimal? Value, int ItemsUsed, int ItemsImputed, string Rule, string Instrument, int Version, string? Band)
{
    /// <summary>Why there is no value; null where there is one.</summary>
    public string? Reason { get; init; }

    /// <summary>Codes of the items that made it, where the missing rule may leave some out; otherwise null.</summary>
    public string? MadeOf { get; init; }

    /// <summary>What a change is counted from.</summary>
    public ComparedValue Compared => new(Value, MadeOf);
}

/// <summary>The scoring engine: the same for every instrument, everything particular stands in the definition.</summary>
/// <remarks>Decimal arithmetic, so sums are exact; nothing is rounded.</remarks>
public static class Scoring
{
    /// <summary>Computes every score of an instrument.</summary>
    /// <param name="instrument">The definition.</param>
    /// <param name="responses">
    /// Answers by item code as given, never reversed beforehand; an unanswered item is absent. The answer of an item that is not
    /// shown, because an earlier answer has changed, does not count.
    /// </param>
    /// <returns>The scores in the definition's order, those without a value included.</returns>
    /// <exception cref="ArgumentException">A code is not an item of the instrument, or an answer fails <see cref="ItemDefinition.Check"/>.</exception>
    public static IReadOnlyList<Score> Score(InstrumentDefinition instrument, IReadOnlyDictionary<string, string> responses)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        ArgumentNullException.ThrowIfNull(responses);

        var scorer = Scorer.Of(instrument);
        var sheet = scorer.NewSheet();
        foreach (var (code, response) in responses)
        {
            if (!scorer.TryPlace(code, out var place))
            {
                throw new ArgumentException(Invariant($"{code} is not an item of {instrument.Id} version {instrument.Version}."), nameof(responses));
            }

            if (!sheet.Take(place, response))
            {
                throw new ArgumentException($"The answer of {code} in {instrument.Id} {instrument.Items[place].Check(response)!.Reason}.", nameof(responses));
            }
        }

        return InWords(scorer, sheet);
    }

    private static Score[] InWords(Scorer scorer, ScoringSheet sheet)
    {
        var made = sheet.Score();
        var scores = new Score[made.Length];
        for (var i = 0; i < scores.Length; i++)
        {
            var (value, used, imputed, reason) = made[i];
            var definition = scorer.Scores[i].Definition;
            scores[i] = new Score(
                definition.Id,
                value,
                used,
                imputed,
                scorer.Scores[i].InWords,
                scorer.Instrument.Id,
                scorer.Instrument.Version,
                value is { } reached ? definition.BandOf(reached)?.Label : null)
            {
                Reason = reason,
                MadeOf = sheet.Compared(i).MadeOf,
            };
        }

        return scores;
    }
}
