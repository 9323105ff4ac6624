using System.Globalization;

namespace TrialData.Instruments.Tests;

/// <summary>
/// One score of an instrument and the answers that make it, as a person would give them. A state holds a step for each item: how many
/// of its numbers lie below the one answered.
/// </summary>
internal sealed class ScoredItems
{
    /// <summary>The step of an item that is not answered, or answered by the code that says that nothing is known where it has one.</summary>
    public const int Unanswered = -1;

    private readonly ScoringSheet sheet;
    private readonly int index;
    private readonly Item[] items;

    public ScoredItems(string instrument, string score)
    {
        var definition = DefinitionCatalogue.Shipped.All.Last(each => each.Id == instrument);
        Score = definition.Scores.Single(each => each.Id == score);
        index = definition.Scores.ToList().IndexOf(Score);
        sheet = Scorer.Of(definition).NewSheet();
        items = [.. Score.Items.Select(code => Item.Of(definition, code))];
    }

    public ScoreDefinition Score { get; }

    public int Count => items.Length;

    public int[] Lowest => new int[items.Length];

    public int[] Highest => [.. items.Select(item => item.Numbers.Length - 1)];

    public bool IsHighest(int item, int step) => step == items[item].Numbers.Length - 1;

    public decimal Number(int item, int step) => items[item].Numbers[step];

    public void Answer(int item, int step)
    {
        if (!sheet.Take(items[item].Place, step == Unanswered ? items[item].NotKnown : items[item].Answers[step]))
        {
            throw new InvalidOperationException("An item does not take its own answer.");
        }
    }

    public MadeScore Made() => sheet.Score()[index];

    public MadeScore Of(int[] state)
    {
        for (var i = 0; i < state.Length; i++)
        {
            Answer(i, state[i]);
        }

        return Made();
    }

    /// <summary>Every state where there are so many at most, otherwise so many drawn ones. The array is the same each time.</summary>
    public IEnumerable<int[]> States(int most, int drawn) =>
        items.Aggregate(1.0, (product, item) => product * item.Numbers.Length) <= most ? States() : Drawn(drawn);

    public IEnumerable<int[]> Drawn(int count)
    {
        var random = new Random(20261003);
        return Enumerable.Range(0, count).Select(_ => Array.ConvertAll(items, item => random.Next(item.Numbers.Length)));
    }

    private IEnumerable<int[]> States()
    {
        var state = new int[items.Length];
        while (true)
        {
            yield return state;
            var place = 0;
            while (place < state.Length && ++state[place] == items[place].Numbers.Length)
            {
                state[place++] = 0;
            }

            if (place == state.Length)
            {
                yield break;
            }
        }
    }

    /// <param name="Numbers">What it can give, rising.</param>
    /// <param name="Answers">What a person answers to give it.</param>
    private sealed record Item(int Place, decimal[] Numbers, string[] Answers, string? NotKnown)
    {
        public static Item Of(InstrumentDefinition instrument, string code)
        {
            var place = instrument.Items.ToList().FindIndex(item => item.Code == code);
            var item = instrument.Items[place];
            var answers = (item.Type is ItemType.Choice ? item.Choices.Where(choice => !choice.Missing).Select(choice => choice.Value) : Whole(item.Numbers!))
                .OrderBy(answer => item.NumberOf(answer)).ToArray();
            return new Item(place, Array.ConvertAll(answers, answer => item.NumberOf(answer)!.Value), answers, item.Choices.FirstOrDefault(choice => choice.Missing)?.Value);
        }

        private static IEnumerable<string> Whole(NumberRange range) =>
            Enumerable.Range((int)range.From, (int)(range.To - range.From) + 1).Select(number => number.ToString(CultureInfo.InvariantCulture));
    }
}
