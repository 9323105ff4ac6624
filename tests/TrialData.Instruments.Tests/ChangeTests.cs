namespace TrialData.Instruments.Tests;

public sealed class A_change_of_a_score
{
    // Leucht et al. (2010), Obermeier et al. (2011) BMC Psychiatry 11:113: (b - e) / (b - 30), because 30 is no symptom at all.
    // From 90 to 60 is half of what can be lost and not a third; from 80 to 55 half and not 31 %; from 130 to 60, 70 of 100.
    [Theory]
    [InlineData(90, 60, -30, 50, true)]
    [InlineData(80, 55, -25, 50, true)]
    [InlineData(130, 60, -70, 70, true)]
    [InlineData(60, 60, 0, 0, null)]
    [InlineData(60, 90, 30, -100, false)]
    [InlineData(30, 60, 30, null, false)]
    public void Of_the_panss_is_counted_from_30(int earlier, int later, int difference, int? percent, bool? improved)
    {
        var change = Between(ScoreOf("panss-30", "total"), earlier, later)!;

        Assert.Equal((difference, percent, improved), (change.Difference, (int?)change.PercentReduction, change.Improved));
    }

    // A subscale of seven items rated from 1 begins at 7; the composite, -42 to 42, and a scale of well-being begin nowhere.
    [Theory]
    [InlineData("panss-30", "positive", 27, 17, 50)]
    [InlineData("bprs-18", "total", 38, 33, 25)]
    [InlineData("core-10", "clinical", 20, 15, 25)]
    [InlineData("panss-30", "composite", 10, 5, null)]
    [InlineData("qpr-15", "total", 20, 30, null)]
    [InlineData("panss-30", "rswg_symptom_criterion", 1, 0, null)]
    [InlineData("phq-9", "major_depressive_syndrome", 1, 0, null)]
    public void Has_a_percentage_where_the_score_has_a_floor(string instrument, string score, int earlier, int later, int? percent) =>
        Assert.Equal(percent, (int?)Between(ScoreOf(instrument, score), earlier, later)!.PercentReduction);

    [Fact]
    public void Is_told_from_noise_where_a_reliable_one_is_published()
    {
        var core = ScoreOf("core-10", "clinical");

        Assert.False(Between(core, 20, 14.5m)!.IsReliable);
        Assert.True(Between(core, 20, 14)!.IsReliable);
        Assert.True(Between(core, 14, 20)!.IsReliable);
        Assert.Null(Between(core, 14, 20)!.IsImportant);
        Assert.Null(Between(core, null, 20));
    }

    // Published in 2021: 5 points of the QPR within a person.
    [Theory]
    [InlineData(30, 35, true, true)]
    [InlineData(35, 30, true, false)]
    [InlineData(30, 34, false, true)]
    public void Is_important_from_the_published_difference_on(int earlier, int later, bool isImportant, bool improved)
    {
        var change = Between(ScoreOf("qpr-15", "total"), earlier, later)!;

        Assert.Equal((isImportant, improved, null), (change.IsImportant, change.Improved, change.IsReliable));
    }

    // Not working takes the work item out: 5 items at 8 make 40, 4 make 32. Nothing got better.
    [Theory]
    [InlineData("wsas", "q1=8 q2=8 q3=8 q4=8 q5=8", "not_working=1 q2=8 q3=8 q4=8 q5=8", null)]
    [InlineData("wsas", "q1=8 q2=8 q3=8 q4=8 q5=8", "not_working=1 q1=8 q2=8 q3=8 q4=8 q5=8", null)]
    [InlineData("wsas", "not_working=1 q2=8 q3=8 q4=8 q5=8", "not_working=1 q2=8 q3=8 q4=8 q5=0", -8)]
    [InlineData("wsas", "q1=8 q2=8 q3=8 q4=8 q5=8", "not_working=0 q1=8 q2=8 q3=8 q4=8 q5=0", -8)]
    [InlineData("honos", "q1=4 q2=4 q3=4 q4=4 q5=4 q6=4 q7=4 q8=4 q9=4 q10=4 q11=4 q12=4", "q1=4 q2=4 q3=4 q4=4 q5=4 q6=4 q7=4 q8=4 q9=4 q10=4 q11=9", null)]
    [InlineData("honos", "q1=4 q2=4 q3=4 q4=4 q5=4 q6=4 q7=4 q8=4 q9=4 q10=4 q11=4", "q1=4 q2=4 q3=4 q4=4 q5=4 q6=4 q7=4 q8=4 q9=4 q10=4 q12=4", null)]
    [InlineData("honos", "q1=4 q2=4 q3=4 q4=4 q5=4 q6=4 q7=4 q8=4 q9=4 q10=4 q11=9", "q1=4 q2=4 q3=4 q4=4 q5=4 q6=4 q7=4 q8=4 q9=4 q10=1", -3)]
    public void Is_none_between_sums_of_other_items(string instrument, string earlier, string later, int? difference)
    {
        var (from, to) = (TotalOf(instrument, earlier), TotalOf(instrument, later));

        Assert.NotNull(from.Value);
        Assert.NotNull(to.Value);
        Assert.Equal(difference, (int?)ScoreChange.Of(ScoreOf(instrument, "total"), from.Compared, to.Compared)?.Difference);
    }

    // Nine items in a mean, times ten, and all items in a person mean stand for as much as ten.
    [Theory]
    [InlineData("core-10", "q1=2 q2=2 q3=2 q4=2 q5=2 q6=2 q7=2 q8=2 q9=2 q10=2", "q1=1 q2=3 q3=3 q4=1 q5=1 q6=1 q7=1 q8=1 q9=1", "clinical", -10)]
    [InlineData("phq-9", "q1=2 q2=2 q3=2 q4=2 q5=2 q6=2 q7=2 q8=2 q9=2", "q1=1 q2=1 q3=1 q4=1 q5=1 q6=1 q7=1 q8=1", "total", -9)]
    public void Is_counted_where_items_left_out_do_not_count_for_less(string instrument, string earlier, string later, string score, int difference) =>
        Assert.Equal(difference, ScoreChange.Of(ScoreOf(instrument, score), ScoredFrom(instrument, earlier, score).Compared, ScoredFrom(instrument, later, score).Compared)!.Difference);

    [Fact]
    public void Rests_on_the_items_where_a_sum_leaves_some_out()
    {
        var scores = DefinitionCatalogue.Shipped.All.SelectMany(each => each.Scores.Where(score => score.LeavesItemsOut).Select(score => $"{each.Id} {score.Id}"));

        Assert.Equal(["honos total", "wsas total"], scores);
    }

    [Fact]
    public void Is_none_of_criteria()
    {
        var criteria = DefinitionCatalogue.Shipped.All.SelectMany(each => each.Scores.Where(score => score.IsCriterion).Select(score => $"{each.Id} {score.Id}"));

        Assert.Equal(
            ["bprs-18 rswg_symptom_criterion", "panss-30 rswg_symptom_criterion", "phq-9 major_depressive_syndrome", "phq-9 other_depressive_syndrome"], criteria);
    }

    private static ScoreChange? Between(ScoreDefinition score, decimal? earlier, decimal? later) =>
        ScoreChange.Of(score, new ComparedValue(earlier, MadeOf: null), new ComparedValue(later, MadeOf: null));

    private static Score TotalOf(string instrument, string answers) => ScoredFrom(instrument, answers, "total");

    private static Score ScoredFrom(string instrument, string answers, string score) =>
        Scoring.Score(DefinitionCatalogue.Shipped.Find(instrument)!, answers.Split(' ').Select(each => each.Split('=')).ToDictionary(each => each[0], each => each[1]))
            .Single(each => each.Id == score);

    private static ScoreDefinition ScoreOf(string instrument, string score) => DefinitionCatalogue.Shipped.Find(instrument)!.Scores.Single(each => each.Id == score);
}
