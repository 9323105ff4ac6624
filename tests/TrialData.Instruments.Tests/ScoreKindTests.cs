namespace TrialData.Instruments.Tests;

public sealed class Scores_of_the_shipped_instruments
{
    // Kroenke et al. (2001): major depression needs five symptoms more than half the days (thoughts of death count if present at
    // all), one of them depressed mood or anhedonia; other depression two to four.
    [Theory]
    [InlineData("2 2 2 2 2 0 0 0 0", 1, 0)]
    [InlineData("2 0 2 2 2 0 0 0 1", 1, 0)]
    [InlineData("1 1 2 2 2 2 2 2 1", 0, 0)]
    [InlineData("2 0 2 0 0 0 0 0 0", 0, 1)]
    [InlineData("2 0 2 2 0 0 0 0 1", 0, 1)]
    [InlineData("2 0 0 0 0 0 0 0 0", 0, 0)]
    [InlineData("2 0 2 2 2 - 0 0 0", null, null)]
    [InlineData("2 2 2 2 2 - - - -", 1, 0)]
    [InlineData("0 0 - - - - - - -", 0, 0)]
    [InlineData("2 0 - 0 0 0 0 0 0", 0, null)]
    public void Judge_depression_by_the_algorithm_of_the_phq(string answers, int? major, int? other)
    {
        var scores = Scored("phq-9", answers);

        Assert.Equal((major, other), ((int?)scores["major_depressive_syndrome"].Value, (int?)scores["other_depressive_syndrome"].Value));
    }

    // Values as printed: Rowen et al. (2026), the EuroQol crosswalk calculator of van Hout et al. (2012), Devlin et al. (2018).
    [Theory]
    [InlineData("2 2 2 2 2", 0.784, 0.592, null)]
    [InlineData("3 3 3 3 3", 0.604, 0.516, null)]
    [InlineData("4 4 4 4 4", -0.209, 0.036, null)]
    [InlineData("5 5 5 5 5", -0.567, -0.594, -0.285)]
    [InlineData("2 1 2 3 2", 0.812, 0.654, null)]
    [InlineData("1 2 3 4 5", 0.114, 0.063, null)]
    [InlineData("5 4 3 2 1", 0.417, 0.071, null)]
    [InlineData("1 1 1 1 3", 0.874, 0.848, null)]
    [InlineData("1 1 1 1 1", 1.0, 1.0, 1.0)]
    [InlineData("2 3 2 4 5", null, null, 0.247)]
    [InlineData("1 1 2 2 1", null, 0.795, null)]
    [InlineData("4 4 5 2 5", null, 0.004, null)]
    [InlineData("2 1 1 1 1", null, 0.877, null)]
    [InlineData("1 2 1 1 1", null, 0.846, null)]
    public void Value_a_health_state_in_three_sets(string state, double? unitedKingdom, double? crosswalk, double? england)
    {
        var scores = Scored("eq-5d-5l", state);

        Assert.Equal((decimal?)unitedKingdom ?? scores["index_uk_2026"].Value, scores["index_uk_2026"].Value);
        Assert.Equal((decimal?)crosswalk ?? scores["index_uk_crosswalk_2012"].Value, scores["index_uk_crosswalk_2012"].Value);
        Assert.Equal((decimal?)england ?? scores["index_england_2018"].Value, scores["index_england_2018"].Value);
        Assert.Equal("value set eq-5d-5l.uk-2026 version 1; complete only", scores["index_uk_2026"].Rule);
    }

    [Fact]
    public void Crosswalk_as_a_mixture_of_states_with_three_levels()
    {
        // Van Hout et al. (2012): each dimension is mapped by itself, 1, 3 and 5 to 1, 2 and 3 for certain. Dolan (1997): the tariff.
        // The ten probabilities are fitted to the printed values, which have three decimals.
        decimal[] second = [0.823352m, 0.833233m, 0.802338m, 0.799978m, 0.792232m], third = [0.072184m, 0.243115m, 0.328469m, 0.399335m, 0.490718m];
        decimal[] some = [0.069m, 0.104m, 0.036m, 0.123m, 0.071m], extreme = [0.314m, 0.214m, 0.094m, 0.386m, 0.236m];
        var set = DefinitionCatalogue.Shipped.FindValueSet("eq-5d-5l.uk-crosswalk-2012")!;

        for (var number = 0; number < 3125; number++)
        {
            var state = new[] { number / 625, number / 125 % 5, number / 25 % 5, number / 5 % 5, number % 5 };
            var (none, notExtreme, lost) = (1m, 1m, 0m);
            for (var i = 0; i < 5; i++)
            {
                var (two, three) = state[i] switch { 0 => (0m, 0m), 1 => (second[i], 0m), 2 => (1m, 0m), 3 => (1 - third[i], third[i]), _ => (0m, 1m) };
                none *= 1 - two - three;
                notExtreme *= 1 - three;
                lost += (two * some[i]) + (three * extreme[i]);
            }

            var mixture = 1 - (0.081m * (1 - none)) - (0.269m * (1 - notExtreme)) - lost;
            Assert.InRange(set.ValueOf([.. state.Select(level => level + 1)]) - mixture, -0.00065m, 0.00065m);
        }
    }

    // CamCOPS: without the work item the other four, at most 32.
    [Theory]
    [InlineData("0 8 8 8 8 8", 40, 5)]
    [InlineData("- 8 8 8 8 8", 40, 5)]
    [InlineData("1 - 8 8 8 8", 32, 4)]
    [InlineData("1 8 8 8 8 8", 32, 4)]
    [InlineData("1 - - 8 8 8", null, 3)]
    [InlineData("0 - 8 8 8 8", null, 4)]
    public void Leave_the_work_item_out_where_it_does_not_apply(string answers, int? total, int used)
    {
        var score = Scored("wsas", answers)["total"];

        Assert.Equal((total, used), ((int?)score.Value, score.ItemsUsed));
    }

    [Theory]
    [InlineData("9 1 1 1 1 1 1 1 1 1 1 1", 11)]
    [InlineData("9 9 1 1 1 1 1 1 1 1 1 1", 10)]
    [InlineData("9 9 - 1 1 1 1 1 1 1 1 1", null)]
    public void Add_the_rated_scales_of_the_honos_where_ten_are(string answers, int? total) => Assert.Equal(total, (int?)Scored("honos", answers)["total"].Value);

    [Theory]
    [InlineData("0", null)]
    [InlineData("1", 1)]
    [InlineData("100", 100)]
    public void Take_a_gaf_of_nought_as_unknown(string rating, int? value) => Assert.Equal(value, (int?)Scored("gaf", rating)["global"].Value);

    [Fact]
    public void Are_reliably_named_when_the_file_of_a_released_one_was_changed()
    {
        ShippedFile[] files = [new("a.v1.json", "one")];

        ShippedFiles.CheckReleased(files, new Dictionary<string, string> { ["a.v1.json"] = ShippedFiles.DigestOf("one") });
        Assert.Equal(
            "$ of a.v1.json was changed after its release: a correction is a new version.",
            Assert.Throws<InvalidOperationException>(() => ShippedFiles.CheckReleased(files, new Dictionary<string, string> { ["a.v1.json"] = ShippedFiles.DigestOf("two") })).Message);
        Assert.Equal(
            "b.v1.json was released and is gone.",
            Assert.Throws<InvalidOperationException>(() => ShippedFiles.CheckReleased(files, new Dictionary<string, string> { ["b.v1.json"] = string.Empty })).Message);
    }

    private static Dictionary<string, Score> Scored(string id, string answers)
    {
        var instrument = DefinitionCatalogue.Shipped.Find(id)!;
        return Scoring
            .Score(instrument, instrument.Items.Zip(answers.Split(' ')).Where(pair => pair.Second != "-").ToDictionary(pair => pair.First.Code, pair => pair.Second))
            .ToDictionary(score => score.Id);
    }
}
