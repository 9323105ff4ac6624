using System.Text;

namespace TrialData.Instruments.Tests;

public sealed class A_sheet_that_takes_form_after_form
{
    [Theory]
    [InlineData("wsas")]
    [InlineData("core-om")]
    [InlineData("eq-5d-5l")]
    [InlineData("bprs-18")]
    [InlineData("gbo")]
    [InlineData("phq-9")]
    public void Scores_each_as_if_it_were_the_only_one(string id)
    {
        var instrument = DefinitionCatalogue.Shipped.Find(id)!;
        var sheet = Scorer.Of(instrument).NewSheet();
        var random = new Random(20261127);
        for (var form = 0; form < 200; form++)
        {
            var answers = instrument.Items
                .Where(item => item.Type is not ItemType.Text && random.Next(10) > 0)
                .ToDictionary(item => item.Code, item => Drawn(item, random));
            for (var place = 0; place < instrument.Items.Count; place++)
            {
                var answer = answers.GetValueOrDefault(instrument.Items[place].Code);
                Assert.True(form % 2 == 0 ? sheet.Take(place, answer) : sheet.Take(place, Encoding.UTF8.GetBytes(answer ?? string.Empty)));
            }

            Assert.Equal(
                Scoring.Score(instrument, answers).Select(score => new MadeScore(score.Value, score.ItemsUsed, score.ItemsImputed, score.Reason)),
                sheet.Score().ToArray());
        }
    }

    [Theory]
    [InlineData("5")]
    [InlineData("-1")]
    [InlineData(" ")]
    [InlineData("é")]
    [InlineData("\u0661")]
    [InlineData("1.5")]
    public void Leaves_unanswered_what_an_item_does_not_take(string answer)
    {
        var sheet = Scorer.Of(DefinitionCatalogue.Shipped.Find("qpr-15")!).NewSheet();
        for (var place = 0; place < 15; place++)
        {
            Assert.True(sheet.Take(place, "4"));
        }

        Assert.Equal(60, sheet.Score()[0].Value);
        Assert.False(sheet.Take(3, answer));
        Assert.Equal((null, 14), (sheet.Score()[0].Value, sheet.Score()[0].ItemsUsed));
        Assert.True(sheet.Take(3, " +3 "));
        Assert.False(sheet.Take(4, Encoding.UTF8.GetBytes(answer)));
        Assert.Equal((null, 14), (sheet.Score()[0].Value, sheet.Score()[0].ItemsUsed));
        Assert.True(sheet.Take(4, "03"u8));
        Assert.Equal(13 * 4 + 3 + 3, sheet.Score()[0].Value);
    }

    [Theory]
    [InlineData("0.1 0.2 0.3", "0.6")]
    [InlineData("1 2.5 3", "6.5")]
    [InlineData("1 2 3", "6")]
    [InlineData("0.5 0.5 1", "2.0")]
    public void Adds_numbers_that_are_not_whole_exactly(string answers, string sum)
    {
        var items = Enumerable.Range(1, 3).Select(i => new ItemDefinition(
            FormattableString.Invariant($"i{i}"), "i", ItemType.Decimal, 0, 4, [], Required: true, Reversed: false, ShowIf: null)).ToList();
        var score = new ScoreDefinition("s", "s", new Rules.SumRule(Rules.Scale.One), [.. items.Select(item => item.Code)], new NumberRange(0, 12), Direction.Neither, MissingRule.Complete, []);
        var sheet = Scorer.Of(DefinitionCatalogue.Shipped.Find("qpr-15")! with { Items = items, Scores = [score] }).NewSheet();
        foreach (var (answer, place) in answers.Split(' ').Select((answer, i) => (answer, i)))
        {
            Assert.True(sheet.Take(place, answer));
        }

        Assert.Equal(sum, sheet.Score()[0].Value!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private static string Drawn(ItemDefinition item, Random random)
    {
        var answers = item.Choices.Select(choice => choice.Value).ToList();
        if (item is { Type: ItemType.Integer, Numbers: { } range })
        {
            answers.Add(FormattableString.Invariant($"{random.Next((int)range.From, (int)range.To + 1)}"));
        }

        return answers[random.Next(answers.Count)];
    }
}
