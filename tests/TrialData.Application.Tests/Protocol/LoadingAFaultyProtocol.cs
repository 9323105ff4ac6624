using TrialData.Application.Protocol;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Protocol;

/// <summary>Each row breaks one place of a sound protocol; the fault must name that place, what stood there and why.</summary>
public sealed class LoadingAFaultyProtocol
{
    [Theory]
    [InlineData("code", "\"A B\"", "$.code", "A B", "is not a code: at most 20 letters, digits, '-' and '_'")]
    [InlineData("code", "\"ABCDEFGHIJKLMNOPQRSTU\"", "$.code", "ABCDEFGHIJKLMNOPQRSTU", "is not a code: at most 20 letters, digits, '-' and '_'")]
    [InlineData("code", null, "$.code", null, "is missing")]
    [InlineData("version", "0", "$.version", "0", "must be at least 1")]
    [InlineData("version", "1.5", "$.version", "1.5", "is not a whole number")]
    [InlineData("title", "\" \"", "$.title", " ", "is blank")]
    [InlineData("arms", "[]", "$.arms", null, "is an empty list")]
    [InlineData("arms[1]", null, "$.arms", null, "a randomised trial has two arms or more")]
    [InlineData("arms[0].ratio", "0", "$.arms[0].ratio", "0", "must be at least 1")]
    [InlineData("arms[1].code", "\"new\"", "$.arms[1].code", "new", "stands here more than once")]
    [InlineData("sites[1].code", "\"s1\"", "$.sites[1].code", "s1", "stands here more than once")]
    [InlineData("sites[1].target", "\"many\"", "$.sites[1].target", "many", "must be a number, not a string")]
    [InlineData("eligibility[1].code", "\"adult\"", "$.eligibility[1].code", "adult", "stands here more than once")]
    [InlineData("eligibility[0].required", "\"maybe\"", "$.eligibility[0].required", "maybe", "is not one of yes, no")]
    [InlineData("visits[1].code", "\"Baseline\"", "$.visits[1].code", "Baseline", "stands here more than once")]
    [InlineData("visits[0].anchor", "\"consent\"", "$.visits[0].anchor", "consent", "is not one of enrolment, randomisation")]
    [InlineData("visits[0].before", "-1", "$.visits[0].before", "-1", "must be at least 0")]
    [InlineData("visits[1].after", "-3", "$.visits[1].after", "-3", "must be at least 0")]
    [InlineData("visits[1].forms[0].form", "\"mod\"", "$.visits[1].forms[0].form", "mod", "is not one of mood, rating, qpr-15, meetings, paper; did you mean 'mood'?")]
    [InlineData("randomisation", null, "$.randomisation", null, "is missing")]
    [InlineData("randomisation.unit", "\"household\"", "$.randomisation.unit", "household", "is not one of individual, external, cluster")]
    [InlineData("randomisation.stratifyBy[0]", "\"sex\"", "$.randomisation.stratifyBy[0]", "sex", "is not one of site")]
    [InlineData("randomisation.stratifyBy", """["site", "site"]""", "$.randomisation.stratifyBy[1]", "site", "stands here more than once")]
    [InlineData("forms[0].filledBy[0]", "\"site-reseacher\"", "$.forms[0].filledBy[0]", "site-reseacher", "; did you mean 'site-researcher'?")]
    [InlineData("forms[0].instrument", "\"qpr-15\"", "$.forms[0]", null, "needs either an instrument or items of its own")]
    [InlineData("forms[0].items", null, "$.forms[0]", null, "needs either an instrument or items of its own")]
    [InlineData("forms[2].instrument", "\"qpr15\"", "$.forms[2].instrument", "qpr15", "; did you mean 'qpr-15'?")]
    [InlineData("forms[2].instrumentVersion", "9", "$.forms[2].instrumentVersion", "9", "is no version of qpr-15")]
    [InlineData("forms[0].items[0].minimum", "11", "$.forms[0].items[0].minimum", "11", "is above the maximum 10")]
    [InlineData("forms[0].items[2].showIf.item", "\"work\"", "$.forms[0].items[2].showIf.item", "work", "is not an earlier item; did you mean 'works'?")]
    [InlineData("logs", """[{ "code": "bed", "label": "Beds", "items": [{ "code": "n", "label": "N", "type": "text" }] }, { "code": "BED", "label": "Beds", "items": [{ "code": "n", "label": "N", "type": "text" }] }]""", "$.logs[1].code", "BED", "stands here more than once")]
    [InlineData("unblinding", """{ "emergency": ["everybody"] }""", "$.unblinding.emergency[0]", "everybody", "is not one of site-researcher, assessor")]
    [InlineData("visit", "1", "$.visit", "1", "is not a known property; did you mean 'visits'?")]
    public void Names_the_place_the_value_and_the_reason(string place, string? json, string faultAt, string? value, string reason)
    {
        var fault = Assert.Single(FaultsOf(JsonEdit.With(TestProtocol.Json, place, json)));

        Assert.Equal((faultAt, value), (fault.Place, fault.Value));
        Assert.Contains(reason, fault.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("visits[1].onlyForArms", """["NEW"]""", "$.visits[1].revealsArm")]
    [InlineData("forms[3].revealsArm", "false", "$.forms[3].revealsArm")]
    [InlineData("forms[3].revealsArm", null, "$.forms[3].revealsArm")]
    public void Refuses_what_depends_on_the_arm_without_saying_that_it_reveals_it(string place, string? json, string faultAt)
    {
        var fault = Assert.Single(FaultsOf(JsonEdit.With(TestProtocol.Json, place, json)));

        Assert.Equal((faultAt, "must be true: what depends on the arm lets a blinded person infer it"), (fault.Place, fault.Reason));
    }

    [Theory]
    [InlineData("randomisation.unit", "\"external\"", "$.randomisation.externalEdc", "needs the unit individual: this program allocates")]
    [InlineData("randomisation.eligibilitySigned", "true", "$.randomisation.eligibilitySigned", "cannot be with externalEdc: the EDC attests eligibility, and nobody signs it here")]
    [InlineData("randomisation.factors[0].visit", "\"baseline\"", "$.randomisation.factors[0].visit", "has no meaning here: the EDC gives the answer")]
    [InlineData("randomisation.externalEdc", "\"yes\"", "$.randomisation.externalEdc", "must be true or false, not a string")]
    [InlineData("consentForms", "[]", "$.consentForms", "is needed with externalEdc: the EDC attests consent to the last one")]
    [InlineData("consentForms", null, "$.consentForms", "is needed with externalEdc: the EDC attests consent to the last one")]
    public void Refuses_in_a_trial_of_an_EDC_what_is_done_at_sites(string place, string? json, string faultAt, string reason)
    {
        var faults = FaultsOf(JsonEdit.With(EdcTrial.Protocol, place, json));

        Assert.Contains((faultAt, reason), faults.Select(fault => (fault.Place, fault.Reason)));
    }

    [Fact]
    public void Refuses_a_form_that_a_trial_of_an_EDC_requires_before_randomisation()
    {
        var json = JsonEdit.With(TestProtocol.Json, "randomisation.externalEdc", "true");

        var fault = Assert.Single(FaultsOf(json));

        Assert.Equal(("$.visits[0].forms[0].required", "mood"), (fault.Place, fault.Value));
    }

    [Fact]
    public void Refuses_an_unknown_arm_of_a_visit()
    {
        var json = JsonEdit.With(
            TestProtocol.Json,
            "visits[1]",
            """{ "code": "peer", "label": "Peer visit", "anchor": "randomisation", "day": 7, "revealsArm": true, "onlyForArms": ["NEW", "ODL"], "forms": [{ "form": "meetings" }] }""");

        var fault = Assert.Single(FaultsOf(json));

        Assert.Equal(("$.visits[1].onlyForArms[1]", "ODL", "is not one of NEW, OLD; did you mean 'OLD'?"), (fault.Place, fault.Value, fault.Reason));
    }

    [Fact]
    public void Refuses_an_assessors_form_at_a_visit_that_reveals_the_arm()
    {
        var fault = Assert.Single(FaultsOf(JsonEdit.With(TestProtocol.Json, "visits[1].revealsArm", "true")));

        Assert.Equal(("$.visits[1].forms[1].form", "rating"), (fault.Place, fault.Value));
    }

    [Fact]
    public void Refuses_an_assessor_on_a_form_that_reveals_the_arm()
    {
        var fault = Assert.Single(FaultsOf(JsonEdit.With(TestProtocol.Json, "forms[3].filledBy", """["site-researcher", "assessor"]""")));

        Assert.Equal(("$.forms[3].filledBy", "a form that reveals the arm is not for a blinded person"), (fault.Place, fault.Reason));
    }

    [Theory]
    [InlineData("""["site-researcher"]""")]
    [InlineData("""["assessor", "site-researcher"]""")]
    public void Refuses_a_blinded_rating_by_anybody_but_an_assessor(string filledBy)
    {
        var fault = Assert.Single(FaultsOf(JsonEdit.With(TestProtocol.Json, "forms[1].filledBy", filledBy)));

        Assert.Equal(("$.forms[1].filledBy", "a form for a blinded rater is filled in by assessors alone"), (fault.Place, fault.Reason));
    }

    [Fact]
    public void Gives_every_fault_at_once()
    {
        var json = JsonEdit.With(JsonEdit.With(JsonEdit.With(TestProtocol.Json, "version", "0"), "visits[0].before", "-1"), "sites[0].name", null);

        var refusal = ProtocolLoader.Load(json).Refusal;

        Assert.Equal("protocol.invalid", refusal?.Code);
        Assert.StartsWith("The protocol cannot be used. It has 3 faults.", refusal!.Message, StringComparison.Ordinal);
        Assert.Equal(["$.version", "$.sites[0].name", "$.visits[0].before"], refusal.Faults.Select(f => f.Place));
    }

    [Fact]
    public void Tells_line_and_column_of_what_is_not_json()
    {
        var fault = Assert.Single(FaultsOf("{\n  \"code\": TEST\n}"));

        Assert.Equal("line 2, column 11", fault.Place);
    }

    private static IReadOnlyList<Application.Pipeline.Fault> FaultsOf(string json) => ProtocolLoader.Load(json).Refusal?.Faults ?? [];
}
