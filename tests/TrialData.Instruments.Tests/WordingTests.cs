namespace TrialData.Instruments.Tests;

public sealed class The_wording_of_a_site
{
    private const string Sound = """
        {
          "instrument": "qpr-15", "version": 1, "licence": "Agreement 12 of the trust",
          "items": { "q1": "A sentence of the questionnaire" },
          "choices": { "*": { "0": "Not at all", "4": "Very much" }, "q2": { "4": "Entirely" } }
        }
        """;

    [Fact]
    public void Takes_the_place_of_labels_and_of_nothing_else()
    {
        var shipped = DefinitionCatalogue.Shipped.Find("qpr-15")!;

        var worded = Read(Sound).Value.Of(shipped);

        Assert.Equal(("A sentence of the questionnaire", "Item 2"), (worded.Items[0].Label, worded.Items[1].Label));
        Assert.Equal(["0 Not at all", "4 Very much"], worded.Items[0].Choices.Select(choice => $"{choice.Value} {choice.Label}"));
        Assert.Equal(["0 Not at all", "4 Entirely"], worded.Items[1].Choices.Select(choice => $"{choice.Value} {choice.Label}"));
        var answers = shipped.Items.ToDictionary(item => item.Code, _ => "4");
        Assert.Equal(Scoring.Score(shipped, answers), Scoring.Score(worded, answers));
        Assert.NotNull(worded.Items[0].Check("5"));
    }

    [Theory]
    [InlineData("qpr-15", "qpr-16", "$.instrument: 'qpr-16' version 1 is not known")]
    [InlineData("\"q1\"", "\"q16\"", "$.items.q16: is not an item of the instrument")]
    [InlineData("\"q2\"", "\"q16\"", "$.choices.q16: is not an item of the instrument")]
    [InlineData("\"0\"", "\"9\"", "$.choices.*.9: is not a choice of the item")]
    [InlineData("\"Agreement 12 of the trust\"", "null", "$.licence: is missing")]
    public void Is_told_the_place_of_a_fault(string find, string replace, string fault) =>
        Assert.Contains(fault, Read(Sound.Replace(find, replace, StringComparison.Ordinal)).Faults.Select(each => each.ToString()));

    private static Json.JsonReading<Wording> Read(string json) => Wording.Parse(json, (id, version) => DefinitionCatalogue.Shipped.Find(id, version));
}
