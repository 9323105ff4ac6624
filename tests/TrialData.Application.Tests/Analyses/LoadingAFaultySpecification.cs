using TrialData.Application.Analyses;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Analyses;

/// <summary>Each row breaks one place of the specification that ships for the POD trial.</summary>
public sealed class LoadingAFaultySpecification
{
    private static readonly string Sound = Repository.Read("analysis-specs", "pod", "analysis.json");

    private static readonly TrialProtocol Protocol = ProtocolLoader.Load(Repository.Read("analysis-specs", "pod", "protocol.json")).Value;

    [Theory]
    [InlineData("outcomes[0].rule.form", "\"residual-symptom\"", "$.outcomes[0].rule.form", "residual-symptom", "; did you mean 'residual-symptoms'?")]
    [InlineData("outcomes[0].rule.item", "\"raiting\"", "$.outcomes[0].rule.item", "raiting", "is not one of rating; did you mean 'rating'?")]
    [InlineData("outcomes[0].rule.item", null, "$.outcomes[0].rule", null, "needs either an item or a score")]
    [InlineData("outcomes[0].rule.in", """["0", "7"]""", "$.outcomes[0].rule.in[1]", "7", "is not one of 0, 1, 2, 3, 4")]
    [InlineData("outcomes[0].rule.in", "[]", "$.outcomes[0].rule.in", null, "is an empty list")]
    [InlineData("outcomes[1].rule.in", """["01", "ZZ"]""", "$.outcomes[1].rule.in[1]", "ZZ", "means that nothing is known, so no outcome can rest on it")]
    [InlineData("outcomes[2].rule.all[1].outcome", "\"E4\"", "$.outcomes[2].rule.all[1].outcome", "E4", "is not one of symptom-free, E2; did you mean 'E2'?")]
    [InlineData("outcomes[2].rule.all[1].outcome", "\"E3\"", "$.outcomes[2].rule.all[1].outcome", "E3", "is not one of symptom-free, E2; did you mean 'E2'?")]
    [InlineData("outcomes[9].rule.score", "\"rswg_symptoms_criterion\"", "$.outcomes[9].rule.score", "rswg_symptoms_criterion", "; did you mean 'rswg_symptom_criterion'?")]
    [InlineData("outcomes[9].rule.item", "\"q1\"", "$.outcomes[9].rule", null, "needs either an item or a score")]
    [InlineData("outcomes[9].rule.atLeast", null, "$.outcomes[9].rule", null, "needs a limit: in, atLeast or atMost")]
    [InlineData("outcomes[10].rule.changeSince", "\"baselin\"", "$.outcomes[10].rule.changeSince", "baselin", "; did you mean 'baseline'?")]
    [InlineData("outcomes[10].rule.atleast", "5", "$.outcomes[10].rule.atleast", "5", "is not a known property; did you mean 'atLeast'?")]
    [InlineData("analyses[0].outcome", "\"symptomfree\"", "$.analyses[0].outcome", "symptomfree", "; did you mean 'symptom-free'?")]
    [InlineData("analyses[0].analysisSet", "\"it\"", "$.analyses[0].analysisSet", "it", "is not one of itt; did you mean 'itt'?")]
    [InlineData("analyses[0].visits", """["m24", "m60"]""", "$.analyses[0].visits[1]", "m60", "; did you mean 'm6'?")]
    [InlineData("analyses[0].comparisons[0].arm", "\"PODD\"", "$.analyses[0].comparisons[0].arm", "PODD", "is not one of POD, TAU; did you mean 'POD'?")]
    [InlineData("analyses[0].comparisons[0].reference", "\"POD\"", "$.analyses[0].comparisons[0].reference", "POD", "is the arm itself")]
    [InlineData("analyses[0].stratifyBy", "\"sex\"", "$.analyses[0].stratifyBy", "sex", "is not one of site")]
    [InlineData("analyses[0].estimand", null, "$.analyses[0].estimand", null, "is missing")]
    [InlineData("analyses[0].estimand.population", null, "$.analyses[0].estimand.population", null, "is missing")]
    [InlineData("analyses[0].estimand.intercurrentEvents[1].strategy", "\"treatment policy\"", "$.analyses[0].estimand.intercurrentEvents[1].strategy", "treatment policy", "; did you mean 'treatment-policy'?")]
    [InlineData("analyses[1].id", "\"a-symptom-free\"", "$.analyses[1].id", "a-symptom-free", "stands here more than once")]
    [InlineData("analysisSets[0].include", "\"everybody\"", "$.analysisSets[0].include", "everybody", "is not one of allocated")]
    public void Names_the_place_the_value_and_the_reason(string place, string? json, string faultAt, string? value, string reason)
    {
        var fault = Assert.Single(FaultsOf(JsonEdit.With(Sound, place, json)));

        Assert.Equal((faultAt, value), (fault.Place, fault.Value));
        Assert.Contains(reason, fault.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "form": "relapse", "item": "relapsed", "in": ["no"] }""", "baseline")]
    [InlineData("""{ "form": "qpr-15", "score": "total", "changeSince": "m3", "atLeast": 5 }""", "m3")]
    public void Refuses_a_visit_that_cannot_tell_the_outcome(string rule, string visit)
    {
        var json = JsonEdit.With(JsonEdit.With(Sound, "outcomes[7].rule", rule), "analyses[7].visits", $"""["m24", "{visit}"]""");

        var fault = Assert.Single(FaultsOf(json));

        Assert.Equal(
            ("$.analyses[7].visits[1]", visit, "is a visit without the forms that 'both-broad' needs"),
            (fault.Place, fault.Value, fault.Reason));
    }

    [Fact]
    public void Gives_every_fault_at_once()
    {
        var json = JsonEdit.With(JsonEdit.With(Sound, "analyses[3].estimand.summary", null), "outcomes[0].rule.in[0]", "\"9\"");

        var refusal = SpecificationLoader.Load(json, Protocol).Refusal;

        Assert.Equal("analysis.invalid-specification", refusal?.Code);
        Assert.Equal(["$.outcomes[0].rule.in[0]", "$.analyses[3].estimand.summary"], refusal!.Faults.Select(f => f.Place));
    }

    private static IReadOnlyList<Fault> FaultsOf(string json) => SpecificationLoader.Load(json, Protocol).Refusal?.Faults ?? [];
}
