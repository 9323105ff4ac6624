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

        var answers = Canonical(instrument, responses);
        var shown = ShownItems.Of(instrument.Items, answers);
        var numbers = instrument.Items.ToDictionary(
            item => item.Code,
            item => shown.Contains(item.Code) && answers.TryGetValue(item.Code, out var answer) ? item.NumberOf(answer) : null,
            StringComparer.Ordinal);

        return [.. instrument.Scores.Select(score => Apply(instrument, score, [.. score.Items.Select(code => numbers[code])]))];
    }

    private static Dictionary<string, string> Canonical(InstrumentDefinition instrument, IReadOnlyDictionary<string, string> responses)
    {
        var items = instrument.Items.ToDictionary(item => item.Code, StringComparer.Ordinal);
        var answers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (code, response) in responses)
        {
            if (!items.TryGetValue(code, out var item))
            {
                throw new ArgumentException(Invariant($"{code} is not an item of {instrument.Id} version {instrument.Version}."), nameof(responses));
            }

            answers[code] = item.TryCanonical(response, out var canonical)
                ? canonical
                : throw new ArgumentException($"The answer of {code} in {instrument.Id} {item.Check(response)!.Reason}.", nameof(responses));
        }

        return answers;
    }

    private static Score Apply(InstrumentDefinition instrument, ScoreDefinition score, IReadOnlyList<decimal?> numbers)
    {
        var scored = score.Rule.Apply(numbers, score.Missing);
        return new Score(
            score.Id,
            scored.Value,
            numbers.Count(number => number is not null),
            scored.Imputed,
            score.Rule.InWords(score.Items, score.Missing),
            instrument.Id,
            instrument.Version,
            scored.Value is { } value ? score.BandOf(value)?.Label : null)
        {
            Reason = scored.Reason,
        };
    }
}
