using System.Runtime.CompilerServices;
using static System.FormattableString;

namespace TrialData.Instruments;

/// <summary>An instrument made ready to score many forms: items by place, every short answer known in advance.</summary>
/// <remarks>Immutable, so that any number of threads may share one.</remarks>
public sealed class Scorer
{
    // Answers of at most so many possible codes are prepared; a VAS from 0 to 100 still is.
    private const int MostPrepared = 200;

    private static readonly ConditionalWeakTable<InstrumentDefinition, Scorer> Known = [];

    private readonly InstrumentDefinition instrument;
    private readonly PreparedItem[] items;
    private readonly PreparedScore[] scores;

    private Scorer(InstrumentDefinition instrument)
    {
        this.instrument = instrument;
        var places = instrument.Items.Select((item, i) => (item.Code, i)).ToDictionary(pair => pair.Code, pair => pair.i, StringComparer.Ordinal);
        items = [.. instrument.Items.Select(item => new PreparedItem(item, item.ShowIf is { } condition ? places[condition.Item] : -1))];
        scores = [.. instrument.Scores.Select(score => new PreparedScore(score, [.. score.Items.Select(code => places[code])]))];
    }

    /// <summary>The scorer of an instrument.</summary>
    /// <param name="instrument">The definition.</param>
    public static Scorer Of(InstrumentDefinition instrument) => Known.GetValue(instrument, definition => new Scorer(definition));

    /// <summary>Whether an item takes an answer; <see cref="ItemDefinition.Check"/> tells why not.</summary>
    /// <param name="place">The item's place in the definition.</param>
    /// <param name="answer">The answer as given.</param>
    public bool Takes(int place, string answer) => items[place].Takes(answer);

    /// <summary>Computes every score.</summary>
    /// <param name="answers">
    /// One for each item, in the definition's order, as given and never reversed beforehand; null where unanswered. The answer of an
    /// item that is not shown, because an earlier answer has changed, does not count.
    /// </param>
    /// <returns>The scores in the definition's order, those without a value included.</returns>
    /// <exception cref="ArgumentException">There are more or fewer answers than items, or one fails <see cref="ItemDefinition.Check"/>.</exception>
    public IReadOnlyList<Score> Score(ReadOnlySpan<string?> answers)
    {
        if (answers.Length != items.Length)
        {
            throw new ArgumentException(Invariant($"{instrument.Id} has {items.Length} items; {answers.Length} answers were given."), nameof(answers));
        }

        var (numbers, asked) = (new decimal?[items.Length], new bool[items.Length]);
        Read(answers, numbers, asked);
        var results = new Score[scores.Length];
        for (var i = 0; i < scores.Length; i++)
        {
            results[i] = Apply(scores[i], numbers, asked);
        }

        return results;
    }

    private void Read(ReadOnlySpan<string?> answers, Span<decimal?> numbers, Span<bool> asked)
    {
        var written = new string?[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            asked[i] = items[i].Condition is not { } condition || (asked[items[i].RestsOn] && condition.IsMet(written[items[i].RestsOn]));
            if (answers[i] is not { } answer)
            {
                continue;
            }

            var read = items[i].Read(answer, instrument.Id);
            if (asked[i])
            {
                (written[i], numbers[i]) = read;
            }
        }
    }

    private Score Apply(PreparedScore score, ReadOnlySpan<decimal?> numbers, ReadOnlySpan<bool> asked)
    {
        Span<decimal?> counted = new decimal?[score.Places.Length];
        var (count, answered) = (0, 0);
        foreach (var place in score.Places)
        {
            if (score.Definition.Missing.LeavesOutNotAsked && !asked[place])
            {
                continue;
            }

            counted[count++] = numbers[place];
            answered += numbers[place] is null ? 0 : 1;
        }

        var scored = score.Definition.Rule.Apply(counted[..count], score.Definition.Missing);
        return new Score(
            score.Definition.Id,
            scored.Value,
            answered,
            scored.Imputed,
            score.InWords,
            instrument.Id,
            instrument.Version,
            scored.Value is { } value ? score.Definition.BandOf(value)?.Label : null)
        {
            Reason = scored.Reason,
        };
    }

    private sealed class PreparedScore(ScoreDefinition definition, int[] places)
    {
        public ScoreDefinition Definition { get; } = definition;

        public int[] Places { get; } = places;

        public string InWords { get; } = definition.RuleInWords;
    }

    private sealed class PreparedItem
    {
        private readonly ItemDefinition item;
        private readonly Dictionary<string, (string Written, decimal? Number)> prepared = new(StringComparer.Ordinal);

        public PreparedItem(ItemDefinition item, int restsOn)
        {
            this.item = item;
            RestsOn = restsOn;
            foreach (var code in Codes(item))
            {
                prepared[code] = (code, item.NumberOf(code));
            }
        }

        public ShowIf? Condition => item.ShowIf;

        /// <summary>The place of the item that the condition rests on.</summary>
        public int RestsOn { get; }

        public (string Written, decimal? Number) Read(string answer, string instrument)
        {
            if (prepared.TryGetValue(answer, out var known))
            {
                return known;
            }

            return item.TryCanonical(answer, out var canonical)
                ? (canonical, item.NumberOf(canonical))
                : throw new ArgumentException($"The answer of {item.Code} in {instrument} {item.Check(answer)!.Reason}.", nameof(answer));
        }

        public bool Takes(string answer) => prepared.ContainsKey(answer) || item.TryCanonical(answer, out _);

        private static IEnumerable<string> Codes(ItemDefinition item)
        {
            var codes = item.Type is ItemType.Choice or ItemType.Integer ? item.Choices.Select(choice => choice.Value) : [];
            return item is { Type: ItemType.Integer, Numbers: { } range } && range.To - range.From < MostPrepared
                ? codes.Concat(Enumerable.Range((int)range.From, (int)(range.To - range.From) + 1).Select(number => Answers.InWords(number)))
                : codes;
        }
    }
}
