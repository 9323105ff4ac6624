using TrialData.Application.Exchange;
using TrialData.Application.Protocol;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Exchange;

public sealed class LoadingAFaultyMapping
{
    [Theory]
    [InlineData("delimiter", "\"pipe\"", "$.delimiter", "pipe", "is not one of comma, semicolon, tab")]
    [InlineData("participant", null, "$.participant", null, "is missing")]
    [InlineData("participant.arm", null, "$.participant.arm", null, "is missing")]
    [InlineData("participant.number.column", null, "$.participant.number.column", null, "is missing")]
    [InlineData("participant.number.colum", "\"id\"", "$.participant.number.colum", "id", "is not a known property; did you mean 'column'?")]
    [InlineData("participant.screenedOn.codes", "{}", "$.participant.screenedOn.codes", null, "is not a known property")]
    [InlineData("participant.site.codes.1", "5", "$.participant.site.codes.1", "5", "must be a string, not a number")]
    [InlineData("forms", "[]", "$.forms", null, "is an empty list")]
    [InlineData("forms[0].form", "\"moood\"", "$.forms[0].form", "moood", "; did you mean 'mood'?")]
    [InlineData("forms[0].visit", "\"baselin\"", "$.forms[0].visit", "baselin", "; did you mean 'baseline'?")]
    [InlineData("forms[0].items.hurs", """{ "column": "hours" }""", "$.forms[0].items.hurs", "hurs", "; did you mean 'hours'?")]
    [InlineData("forms[0].items.lonely.cases", "[]", "$.forms[0].items.lonely.cases", null, "is an empty list")]
    [InlineData("forms[0].items.lonely.cases[0].when", """{ "lives": "alone" }""", "$.forms[0].items.lonely.cases[0].when.lives", "alone", "must be a list, not a string")]
    public void Names_the_place_the_value_and_the_reason(string place, string? json, string faultAt, string? value, string reason)
    {
        var mapping = JsonEdit.With(FinishedTrial.Mapping, place, json);

        var refusal = Load(mapping);

        Assert.Equal("import.invalid-mapping", refusal?.Code);
        var fault = Assert.Single(refusal!.Faults);
        Assert.Equal((faultAt, value), (fault.Place, fault.Value));
        Assert.Contains(reason, fault.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_form_at_a_visit_that_does_not_hold_it()
    {
        var protocol = JsonEdit.With(FinishedTrial.Protocol, "visits[0].forms[1]", null);

        var fault = Assert.Single(Load(JsonEdit.With(FinishedTrial.Mapping, "forms[1].visit", "\"baseline\""), protocol)!.Faults);

        Assert.Equal(("$.forms[1].form", "rating", "is not part of the visit baseline"), (fault.Place, fault.Value, fault.Reason));
    }

    [Fact]
    public void Refuses_the_same_form_of_a_visit_twice()
    {
        var twice = JsonEdit.With(
            FinishedTrial.Mapping, "forms[1]", """{ "form": "mood", "visit": "baseline", "items": { "low": { "column": "low" } } }""");

        var fault = Assert.Single(Load(twice)!.Faults);

        Assert.Equal(("$.forms[1].form", "mood", "is filled at the visit baseline more than once"), (fault.Place, fault.Value, fault.Reason));
    }

    private static InvalidMapping? Load(string mapping, string? protocol = null) =>
        ImportMappingLoader.Load(mapping, ProtocolLoader.Load(protocol ?? FinishedTrial.Protocol).Value).Refusal as InvalidMapping;
}
