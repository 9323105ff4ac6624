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
        var change = ScoreChange.Of(ScoreOf("panss-30", "total"), earlier, later)!;

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
        Assert.Equal(percent, (int?)ScoreChange.Of(ScoreOf(instrument, score), earlier, later)!.PercentReduction);

    [Fact]
    public void Is_told_from_noise_where_a_reliable_one_is_published()
    {
        var core = ScoreOf("core-10", "clinical");

        Assert.False(ScoreChange.Of(core, 20, 14.5m)!.IsReliable);
        Assert.True(ScoreChange.Of(core, 20, 14)!.IsReliable);
        Assert.True(ScoreChange.Of(core, 14, 20)!.IsReliable);
        Assert.Null(ScoreChange.Of(core, 14, 20)!.IsImportant);
        Assert.Null(ScoreChange.Of(core, null, 20));
    }

    // Published in 2021: 5 points of the QPR within a person.
    [Theory]
    [InlineData(30, 35, true, true)]
    [InlineData(35, 30, true, false)]
    [InlineData(30, 34, false, true)]
    public void Is_important_from_the_published_difference_on(int earlier, int later, bool isImportant, bool improved)
    {
        var change = ScoreChange.Of(ScoreOf("qpr-15", "total"), earlier, later)!;

        Assert.Equal((isImportant, improved, null), (change.IsImportant, change.Improved, change.IsReliable));
    }

    [Fact]
    public void Is_none_of_criteria()
    {
        var criteria = DefinitionCatalogue.Shipped.All.SelectMany(each => each.Scores.Where(score => score.IsCriterion).Select(score => $"{each.Id} {score.Id}"));

        Assert.Equal(
            ["bprs-18 rswg_symptom_criterion", "panss-30 rswg_symptom_criterion", "phq-9 major_depressive_syndrome", "phq-9 other_depressive_syndrome"], criteria);
    }

    private static ScoreDefinition ScoreOf(string instrument, string score) => DefinitionCatalogue.Shipped.Find(instrument)!.Scores.Single(each => each.Id == score);
}
