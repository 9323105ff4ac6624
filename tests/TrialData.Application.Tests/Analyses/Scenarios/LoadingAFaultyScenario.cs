using TrialData.Application.Analyses.Scenarios;
using TrialData.Application.Protocol;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Analyses.Scenarios;

/// <summary>Each row breaks one place of the scenario that ships for the demonstration.</summary>
public sealed class LoadingAFaultyScenario
{
    private static readonly TrialProtocol Protocol = ProtocolLoader.Load(Repository.Read("analysis-specs", "pod", "protocol.json")).Value;

    [Theory]
    [InlineData("startsOn", "\"7 March 2016\"", "$.startsOn", "7 March 2016", "is not a day written yyyy-MM-dd")]
    [InlineData("recruitmentMonths", "0", "$.recruitmentMonths", "0", "must be at least 1")]
    [InlineData("accounts[0].roles[0]", "\"manger\"", "$.accounts[0].roles[0]", "manger", "; did you mean 'manager'?")]
    [InlineData("consentForm", "\"consent-2\"", "$.consentForm", "consent-2", "is not one of consent-1; did you mean 'consent-1'?")]
    [InlineData("screening.declines", "1.3", "$.screening.declines", "1.3", "must be from 0 to 1")]
    [InlineData("screening.unmet.I9", "0.1", "$.screening.unmet.I9", "I9", "; did you mean 'I1'?")]
    [InlineData("screening.unmet.I1", "1.5", "$.screening.unmet.I1", "1.5", "must be from 0 to 1")]
    [InlineData("siteEffects.S7", "0.1", "$.siteEffects.S7", "S7", "; did you mean 'S1'?")]
    [InlineData("ends[0].reason", "\"left\"", "$.ends[0].reason", "left", "is not one of withdrawn, lostToFollowUp, died")]
    [InlineData("ends[0].perVisit", "-0.1", "$.ends[0].perVisit", "-0.1", "must be from 0 to 1")]
    [InlineData("missedVisit", null, "$.missedVisit", null, "is missing")]
    [InlineData("answers[0].form", "\"employmnt\"", "$.answers[0].form", "employmnt", "; did you mean 'employment'?")]
    [InlineData("answers[0].item", "\"ratin\"", "$.answers[0].item", "ratin", "; did you mean 'rating'?")]
    [InlineData("answers[0].values[4]", "\"5\"", "$.answers[0].values[4]", "5", "is not one of 0, 1, 2, 3, 4")]
    [InlineData("answers[0].dependence", "2", "$.answers[0].dependence", "2", "must be from 0 to 1")]
    [InlineData("answers[0].visits.m30", """{ "all": [1, 0, 0, 0, 0] }""", "$.answers[0].visits.m30", "m30", "; did you mean 'm3'?")]
    [InlineData("answers[0].visits.m3.TUA", "[1, 0, 0, 0, 0]", "$.answers[0].visits.m3.TUA", "TUA", "; did you mean 'TAU'?")]
    [InlineData("answers[0].visits.m3.POD", "[0.5, 0.5]", "$.answers[0].visits.m3.POD", "2", "is not one probability for each of the 5 values")]
    [InlineData("answers[0].visits.m3.POD", "[0.5, 0.5, 0.1, 0, 0]", "$.answers[0].visits.m3.POD", "1.1", "is the sum of the probabilities, which must be 1")]
    [InlineData("answers[0].visits.m3.POD", "[1.5, -0.5, 0, 0, 0]", "$.answers[0].visits.m3.POD", "1.5", "is not a probability from 0 to 1")]
    [InlineData("conditional[0].item", "\"hour\"", "$.conditional[0].item", "hour", "; did you mean 'hours'?")]
    [InlineData("conditional[0].probabilities[0]", "0.5", "$.conditional[0].probabilities", "1.12", "is the sum of the probabilities, which must be 1")]
    public void Names_the_place_the_value_and_the_reason(string place, string? json, string faultAt, string? value, string reason)
    {
        var refusal = ScenarioLoader.Load(JsonEdit.With(Repository.Read("analysis-specs", "pod", "scenario.json"), place, json), Protocol).Refusal;

        Assert.Equal("scenario.invalid", refusal?.Code);
        var fault = Assert.Single(refusal!.Faults);
        Assert.Equal((faultAt, value), (fault.Place, fault.Value));
        Assert.Contains(reason, fault.Reason, StringComparison.Ordinal);
    }
}
