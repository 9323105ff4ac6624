using System.Globalization;
using TrialData.Instruments.Rules;

namespace TrialData.Instruments.Tests;

public sealed class Scoring_an_instrument
{
    private static readonly InstrumentDefinition Qpr = DefinitionCatalogue.Shipped.Find("qpr-15")!;
    private static readonly InstrumentDefinition Bprs = DefinitionCatalogue.Shipped.Find("bprs-18")!;
    private static readonly InstrumentDefinition Residual = DefinitionCatalogue.Shipped.Find("residual-symptoms")!;

    [Fact]
    public void Sums_fifteen_answers_of_the_qpr()
    {
        // Law et al. (2014): the sum of 15 items from 0 to 4. By hand: 4+3+2+1+0 three times over is 30.
        var score = Assert.Single(Scoring.Score(Qpr, Answers(Qpr, i => 4 - (i % 5))));

        Assert.Equal(new Score("total", 30, 15, 0, "sum of 15 items; complete only", "qpr-15", 1, null), score);
    }

    [Theory]
    [InlineData(18, "below mildly ill")]
    [InlineData(30, "below mildly ill")]
    [InlineData(31, "mildly ill")]
    [InlineData(40, "mildly ill")]
    [InlineData(41, "moderately ill")]
    [InlineData(52, "moderately ill")]
    [InlineData(53, "markedly ill or worse")]
    [InlineData(126, "markedly ill or worse")]
    public void Names_the_band_of_a_bprs_total(int total, string band)
    {
        // Leucht et al. (2005), abstract: 31 mildly, 41 moderately, 53 markedly ill.
        var answers = new int[18];
        for (var i = 0; i < 18; i++)
        {
            answers[i] = Math.Clamp(total - answers[..i].Sum() - (17 - i), 1, 7);
        }

        var score = Scoring.Score(Bprs, Answers(Bprs, i => answers[i]))[0];

        Assert.Equal((total, band), (score.Value, score.Band));
    }

    [Fact]
    public void Counts_a_rating_not_assessed_as_unanswered()
    {
        var answers = Answers(Bprs, _ => 2);
        answers["q1"] = "0";

        var scores = Scoring.Score(Bprs, answers).ToDictionary(score => score.Id);

        Assert.Equal((null, 17, "17 of 18 items answered; 18 are needed"), (scores["total"].Value, scores["total"].ItemsUsed, scores["total"].Reason));
        Assert.Null(scores["total"].Band);
        Assert.Null(scores["anxiety_depression"].Value);
        Assert.Equal(8, scores["anergia"].Value);
        Assert.Equal(1, scores["rswg_symptom_criterion"].Value);
    }

    // Rated 1 to 7. A 0 in the sum would take it from 18 (24), a person without any symptom, below what any ratings can give.
    // So one item not assessed leaves no total, and no other sum that it is part of: the missing rule of the shared reference scores.
    [Theory]
    [InlineData("bprs-18", 18)]
    [InlineData("bprs-24", 24)]
    public void Sums_a_bprs_only_where_every_item_was_assessed(string id, int items)
    {
        var bprs = DefinitionCatalogue.Shipped.Find(id)!;
        var answers = Answers(bprs, _ => 1);

        Assert.Equal(items, ValueOf(bprs, "total", answers));
        foreach (var item in bprs.Items)
        {
            answers[item.Code] = "0";
            var notAssessed = Scoring.Score(bprs, answers);
            answers.Remove(item.Code);
            var unanswered = Scoring.Score(bprs, answers);
            answers[item.Code] = "2";

            Assert.Equal((null, items - 1), (notAssessed[0].Value, notAssessed[0].ItemsUsed));
            Assert.Equal(unanswered, notAssessed);
            Assert.All(notAssessed.Zip(bprs.Scores), pair => Assert.Equal(pair.Second.Items.Contains(item.Code), pair.First.Value is null));
            Assert.Equal(items + 1, ValueOf(bprs, "total", answers));
            answers[item.Code] = "1";
        }
    }

    // Andreasen et al. (2005): every one of the seven items at most 3 (mild). Answers: all others 7.
    [Theory]
    [InlineData("3 3 3 3 3 3 3", 1)]
    [InlineData("3 3 3 4 3 3 3", 0)]
    [InlineData("3 3 3 - 3 3 3", null)]
    [InlineData("3 3 3 0 3 3 3", null)]
    [InlineData("7 - - - - - -", 0)]
    [InlineData("- - - - - - -", null)]
    public void Judges_the_symptom_criterion_of_remission(string ratings, int? met)
    {
        string[] items = ["q4", "q7", "q8", "q11", "q12", "q15", "q16"];
        var answers = Answers(Bprs, _ => 7);
        foreach (var (item, rating) in items.Zip(ratings.Split(' ')))
        {
            answers.Remove(item);
            if (rating != "-")
            {
                answers[item] = rating;
            }
        }

        Assert.Equal(met, Scoring.Score(Bprs, answers).Single(score => score.Id == "rswg_symptom_criterion").Value);
    }

    [Theory]
    [InlineData("0", 0, "good")]
    [InlineData("1", 1, "good")]
    [InlineData("2", 2, "poor")]
    [InlineData("4", 4, "poor")]
    public void Passes_a_single_rating_on(string rating, int level, string band)
    {
        var score = Assert.Single(Scoring.Score(Residual, new Dictionary<string, string> { ["rating"] = rating }));

        Assert.Equal(("level", level, band, "value of rating"), (score.Id, score.Value, score.Band, score.Rule));
    }

    // Four items from 0 to 4, the last reversed, at least two answered: unanswered ones take the mean of the answered.
    [Theory]
    [InlineData("1 2 3 4", "6", 4, 0)]
    [InlineData("1 2 3 -", "8", 3, 1)]
    [InlineData("1 2 - -", "6", 2, 2)]
    [InlineData("- - 1 4", "2", 2, 2)]
    [InlineData("1 1 0 -", "2.6666666666666666666666666667", 3, 1)]
    [InlineData("1 - - -", null, 1, 0)]
    [InlineData("- - - -", null, 0, 0)]
    public void Fills_in_the_person_mean_down_to_the_boundary(string given, string? value, int used, int imputed)
    {
        var items = Enumerable.Range(1, 4).Select(i => new ItemDefinition(
            $"i{Text(i)}", "i", ItemType.Integer, 0, 4, [], Required: true, Reversed: i == 4, ShowIf: null)).ToList();
        var instrument = Qpr with
        {
            Items = items,
            Scores = [new ScoreDefinition("s", "s", new SumRule(Scale.One), [.. items.Select(item => item.Code)], new NumberRange(0, 16), Direction.HigherIsWorse, new MissingRule(MissingTreatment.PersonMean, 2), [])],
        };
        var answers = items.Zip(given.Split(' ')).Where(pair => pair.Second != "-").ToDictionary(pair => pair.First.Code, pair => pair.Second);

        var score = Assert.Single(Scoring.Score(instrument, answers));

        Assert.Equal(value, score.Value?.ToString(CultureInfo.InvariantCulture));
        Assert.Equal((used, value is null ? 0 : imputed), (score.ItemsUsed, score.ItemsImputed));
        Assert.Equal("sum of 4 items; at least 2 answered, person mean for the rest", score.Rule);
    }

    [Fact]
    public void Leaves_out_the_answer_of_an_item_no_longer_shown()
    {
        var condition = new ItemDefinition("asked", "asked", ItemType.Boolean, null, null, [], Required: true, Reversed: false, ShowIf: null);
        var rating = Residual.Items[0] with { ShowIf = new ShowIf("asked", ["yes"]) };
        var instrument = Residual with { Items = [condition, rating] };

        Assert.Equal(3, Scoring.Score(instrument, new Dictionary<string, string> { ["asked"] = "yes", ["rating"] = "3" })[0].Value);
        Assert.Null(Scoring.Score(instrument, new Dictionary<string, string> { ["asked"] = "no", ["rating"] = "3" })[0].Value);
    }

    [Theory]
    [InlineData("Q1", "1", "Q1 is not an item of qpr-15 version 1.")]
    [InlineData("q1", "5", "The answer of q1 in qpr-15 must be from 0 to 4.")]
    public void Takes_no_answer_that_is_not_the_instruments(string code, string answer, string message) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => Scoring.Score(Qpr, new Dictionary<string, string> { [code] = answer })).Message, StringComparison.Ordinal);

    private static Dictionary<string, string> Answers(InstrumentDefinition instrument, Func<int, int> answer) =>
        instrument.Items.Select((item, i) => (item.Code, Answer: Text(answer(i)))).ToDictionary(pair => pair.Code, pair => pair.Answer);

    private static int Drawn(ItemDefinition item, Random random) => random.Next((int)item.Numbers!.From, (int)item.Numbers.To + 1);

    private static decimal? ValueOf(InstrumentDefinition instrument, string score, Dictionary<string, string> answers) =>
        Scoring.Score(instrument, answers).Single(each => each.Id == score).Value;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
