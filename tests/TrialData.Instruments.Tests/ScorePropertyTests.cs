using System.Globalization;
using TrialData.Instruments.Rules;

namespace TrialData.Instruments.Tests;

/// <summary>What must hold for every score of every instrument that ships.</summary>
public sealed class Every_score
{
    private const int MostStates = 300_000;

    public static TheoryData<string, string> All
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var instrument in DefinitionCatalogue.Shipped.All)
            {
                foreach (var score in instrument.Scores)
                {
                    all.Add(instrument.Id, score.Id);
                }
            }

            return all;
        }
    }

    [Theory, MemberData(nameof(All))]
    public void Reaches_both_ends_of_its_range_and_nothing_beyond(string id, string scoreId)
    {
        var (_, score, items) = Find(id, scoreId);
        var values = States(items).Select(state => ValueOf(score, state)!.Value).ToList();
        if (values.Count == 0)
        {
            values = [.. Drawn(items, 2_000).Select(state => ValueOf(score, state)!.Value), End(score, items, lowest: true), End(score, items, lowest: false)];
        }

        Assert.Equal(score.Range, new NumberRange(values.Min(), values.Max()));
        Assert.All(values.Distinct(), value => Assert.True(score.Bands.Count == 0 || score.BandOf(value)!.From <= value));
    }

    [Theory, MemberData(nameof(All))]
    public void Moves_one_way_when_a_number_rises(string id, string scoreId)
    {
        var (_, score, items) = Find(id, scoreId);
        if (score.Id == "other_depressive_syndrome")
        {
            // Between two limits: more symptoms first make it, then unmake it.
            return;
        }

        var random = new Random(20261004);
        foreach (var state in Drawn(items, 500))
        {
            var place = random.Next(items.Count);
            if (state[place] == items[place].To)
            {
                continue;
            }

            var before = ValueOf(score, state);
            state[place]++;
            var rise = ValueOf(score, state) - before;
            Assert.True(
                score.Rule switch
                {
                    SumRule sum => rise == sum.Scale.Times / sum.Scale.Over || Math.Abs(rise!.Value - (sum.Scale.Times / sum.Scale.Over)) < 1e-20m,
                    MeanRule mean => Math.Abs(rise!.Value - (mean.Scale.Times / mean.Scale.Over / items.Count)) < 1e-20m,
                    ItemRule => rise == 1,
                    DifferenceRule difference => rise == (place < difference.Counted ? 1 : -1),
                    TableRule or CriterionRule => rise >= 0,
                    _ => rise <= 0,
                },
                FormattableString.Invariant($"{id} {scoreId}: {rise}"));
        }
    }

    [Theory, MemberData(nameof(All))]
    public void Respects_its_missing_rule_at_the_boundary(string id, string scoreId)
    {
        var (_, score, items) = Find(id, scoreId);
        if (score.Rule is AllAtMostRule or CriterionRule)
        {
            // Settled by what is answered; they have tests of their own.
            return;
        }

        var needed = score.Missing.Needed(items.Count);
        foreach (var state in Drawn(items, 50))
        {
            Assert.NotNull(score.Rule.Apply(Numbers(state, answered: needed), score.Missing).Value);
            var (value, imputed, reason) = score.Rule.Apply(Numbers(state, answered: needed - 1), score.Missing);
            Assert.Equal((null, 0), (value, imputed));
            Assert.NotNull(reason);
        }
    }

    [Theory, MemberData(nameof(All))]
    public void Stays_within_its_range_where_items_are_filled_in(string id, string scoreId)
    {
        var (_, score, items) = Find(id, scoreId);
        if (score.Missing.Treatment is MissingTreatment.Complete)
        {
            return;
        }

        foreach (var state in Drawn(items, 200))
        {
            var scored = score.Rule.Apply(Numbers(state, score.Missing.MinimumAnswered), score.Missing);
            Assert.InRange(scored.Value!.Value, score.Missing.Treatment is MissingTreatment.AnsweredOnly && score.Rule is SumRule ? 0 : score.Range.From, score.Range.To);
        }
    }

    [Fact]
    public void Reverses_an_item_to_itself_when_done_twice()
    {
        var reversed = DefinitionCatalogue.Shipped.All.SelectMany(instrument => instrument.Items).Where(item => item.Reversed).ToList();

        Assert.Equal(4 + 2 + 8 + 2, reversed.Count);
        Assert.All(reversed, item =>
        {
            for (var answer = item.Numbers!.From; answer <= item.Numbers.To; answer++)
            {
                var once = item.NumberOf(Text(answer))!.Value;
                Assert.Equal(answer, item.NumberOf(Text(once)));
                Assert.Equal(item.Numbers.From + item.Numbers.To, once + answer);
            }
        });
    }

    private static (InstrumentDefinition Instrument, ScoreDefinition Score, IReadOnlyList<NumberRange> Items) Find(string id, string scoreId)
    {
        var instrument = DefinitionCatalogue.Shipped.All.Last(each => each.Id == id);
        var score = instrument.Scores.Single(each => each.Id == scoreId);
        return (instrument, score, [.. score.Items.Select(code => instrument.Items.Single(item => item.Code == code).Numbers!)]);
    }

    private static decimal? ValueOf(ScoreDefinition score, decimal[] state) => score.Rule.Apply(Numbers(state, state.Length), score.Missing).Value;

    private static decimal?[] Numbers(decimal[] state, int answered) => [.. state.Select((number, i) => i < answered ? number : (decimal?)null)];

    /// <summary>Every combination of numbers, or none where there are too many.</summary>
    private static IEnumerable<decimal[]> States(IReadOnlyList<NumberRange> items)
    {
        if (items.Aggregate(1.0, (product, item) => product * (double)(item.To - item.From + 1)) > MostStates)
        {
            yield break;
        }

        var state = items.Select(item => item.From).ToArray();
        while (true)
        {
            yield return state;
            var place = 0;
            while (place < state.Length && state[place] == items[place].To)
            {
                state[place] = items[place].From;
                place++;
            }

            if (place == state.Length)
            {
                yield break;
            }

            state[place]++;
        }
    }

    private static IEnumerable<decimal[]> Drawn(IReadOnlyList<NumberRange> items, int count)
    {
        var random = new Random(20261003);
        return Enumerable.Range(0, count).Select(_ => items.Select(item => (decimal)random.Next((int)item.From, (int)item.To + 1)).ToArray());
    }

    private static decimal End(ScoreDefinition score, IReadOnlyList<NumberRange> items, bool lowest) => ValueOf(
        score,
        [.. items.Select((item, i) => lowest == Rises(score.Rule, i) ? item.From : item.To)])!.Value;

    private static bool Rises(ScoreRule rule, int place) => rule switch
    {
        DifferenceRule difference => place < difference.Counted,
        AllAtMostRule or ValueSetRule => false,
        _ => true,
    };

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
