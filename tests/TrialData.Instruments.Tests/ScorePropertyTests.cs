using System.Globalization;
using TrialData.Instruments.Rules;

namespace TrialData.Instruments.Tests;

/// <summary>
/// What must hold for every score of every instrument that ships: over all combinations of answers where there are few enough, over
/// drawn ones and both ends where there are more.
/// </summary>
public sealed class Every_score
{
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

    [Fact]
    public void Of_every_released_instrument_that_has_any_is_among_them() => Assert.Equal(
        DefinitionCatalogue.Shipped.All.Where(each => each.Scores.Count > 0).Select(each => each.Id).Order(StringComparer.Ordinal),
        All.Select(row => (string)row[0]).Distinct().Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(All))]
    public void Reaches_both_ends_of_its_range_and_nothing_beyond(string id, string scoreId)
    {
        var items = new ScoredItems(id, scoreId);
        var values = items.States(most: 300_000, drawn: 2_000).Append(End(items, lowest: true)).Append(End(items, lowest: false))
            .Select(state => items.Of(state).Value!.Value).ToHashSet();

        Assert.Equal(items.Score.Range, new NumberRange(values.Min(), values.Max()));
        Assert.All(values, value => Assert.True(items.Score.Bands.Count == 0 || items.Score.BandOf(value)!.From <= value));
    }

    [Theory, MemberData(nameof(All))]
    public void Moves_one_way_when_the_number_of_any_item_rises(string id, string scoreId)
    {
        var items = new ScoredItems(id, scoreId);
        if (scoreId == "other_depressive_syndrome")
        {
            // Between two limits: more symptoms first make it, then unmake it.
            return;
        }

        foreach (var state in items.States(most: 100_000, drawn: 2_000))
        {
            var before = items.Of(state).Value!.Value;
            for (var item = 0; item < items.Count; item++)
            {
                if (items.IsHighest(item, state[item]))
                {
                    continue;
                }

                items.Answer(item, state[item] + 1);
                var rise = items.Made().Value!.Value - before;
                items.Answer(item, state[item]);
                if (!IsRightWay(items.Score.Rule, rise, items.Number(item, state[item] + 1) - items.Number(item, state[item]), item, items.Count))
                {
                    Assert.Fail(FormattableString.Invariant($"{id} {scoreId}: {rise}"));
                }
            }
        }
    }

    [Theory, MemberData(nameof(All))]
    public void Respects_its_missing_rule_at_the_boundary(string id, string scoreId)
    {
        var items = new ScoredItems(id, scoreId);
        if (items.Score.Rule is AllAtMostRule or CriterionRule)
        {
            return; // the next test
        }

        var (needed, random) = (items.Score.Missing.Needed(items.Count), new Random(20261005));
        foreach (var state in items.Drawn(50))
        {
            var enough = items.Of(Thinned(state, needed, random));
            Assert.NotNull(enough.Value);
            Assert.Null(enough.Reason);
            Assert.Equal(needed, enough.ItemsUsed);
            Assert.Equal(items.Score.Missing.Treatment is MissingTreatment.PersonMean ? items.Count - needed : 0, enough.ItemsImputed);

            var tooFew = items.Of(Thinned(state, needed - 1, random));
            Assert.Equal((null, needed - 1, 0), (tooFew.Value, tooFew.ItemsUsed, tooFew.ItemsImputed));
            Assert.NotNull(tooFew.Reason);
        }
    }

    [Theory, MemberData(nameof(All))]
    public void Is_settled_by_some_answers_only_where_the_others_cannot_unsettle_it(string id, string scoreId)
    {
        var items = new ScoredItems(id, scoreId);
        if (items.Score.Rule is not (AllAtMostRule or CriterionRule))
        {
            return; // the test before
        }

        var random = new Random(20261006);
        foreach (var state in items.Drawn(300))
        {
            var part = Thinned(state, random.Next(items.Count + 1), random);
            var made = items.Of(part);
            var completed = items.Drawn(50).Append(items.Lowest).Append(items.Highest)
                .Select(rest => items.Of([.. part.Zip(rest, (step, other) => step == ScoredItems.Unanswered ? other : step)]).Value!.Value).ToHashSet();

            Assert.Equal(made.Value is null, made.Reason is not null);
            Assert.True(made.Value is null || completed.SetEquals([made.Value.Value]), FormattableString.Invariant($"{id} {scoreId}"));

            // Of conditions that share items one may stay open although they settle each other; a single one never.
            Assert.True(made.Value is not null || items.Score.Rule is CriterionRule || completed.Count == 2);
        }
    }

    [Theory, MemberData(nameof(All))]
    public void Stays_within_its_range_where_items_are_filled_in(string id, string scoreId)
    {
        var items = new ScoredItems(id, scoreId);
        if (items.Score.Missing.Treatment is MissingTreatment.Complete)
        {
            return;
        }

        var random = new Random(20261007);
        var lowest = items.Score.Missing.Treatment is MissingTreatment.AnsweredOnly && items.Score.Rule is SumRule ? 0 : items.Score.Range.From;
        foreach (var state in items.Drawn(200))
        {
            Assert.InRange(items.Of(Thinned(state, items.Score.Missing.MinimumAnswered, random)).Value!.Value, lowest, items.Score.Range.To);
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

    private static bool IsRightWay(ScoreRule rule, decimal rise, decimal step, int item, int items) => rule switch
    {
        SumRule sum => IsAlmost(rise, step * sum.Scale.Times / sum.Scale.Over),
        MeanRule mean => IsAlmost(rise, step * mean.Scale.Times / mean.Scale.Over / items),
        ItemRule => rise == step,
        DifferenceRule difference => rise == (item < difference.Counted ? step : -step),
        TableRule => rise > 0,
        CriterionRule => rise >= 0,
        _ => rise <= 0,
    };

    // A mean or a scale may end in the 28th digit.
    private static bool IsAlmost(decimal value, decimal expected) => Math.Abs(value - expected) < 1e-20m;

    /// <summary>The state with so many of its items answered.</summary>
    private static int[] Thinned(int[] state, int answered, Random random)
    {
        var places = Enumerable.Range(0, state.Length).ToArray();
        random.Shuffle(places);
        var kept = places.Take(answered).ToHashSet();
        return [.. state.Select((step, i) => kept.Contains(i) ? step : ScoredItems.Unanswered)];
    }

    private static int[] End(ScoredItems items, bool lowest) =>
        [.. items.Lowest.Zip(items.Highest, (low, high) => (low, high)).Select((ends, i) => lowest == Rises(items.Score.Rule, i) ? ends.low : ends.high)];

    private static bool Rises(ScoreRule rule, int place) => rule switch
    {
        DifferenceRule difference => place < difference.Counted,
        AllAtMostRule or ValueSetRule => false,
        _ => true,
    };

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
