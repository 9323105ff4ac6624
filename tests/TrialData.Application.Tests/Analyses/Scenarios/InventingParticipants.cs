using TrialData.Application.Allocation;
using TrialData.Application.Analyses.Scenarios;
using TrialData.Application.Protocol;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Analyses.Scenarios;

/// <summary>What invented people answer follows the probabilities of their scenario. Seeds are fixed, so a failure is a change.</summary>
public sealed class InventingParticipants
{
    private const int Draws = 100_000;

    // Upper 0.1 % points of chi-squared with 4 and 8 degrees of freedom; the closed form of the tail for even
    // degrees of freedom gives 0.00100 at both.
    private const double Extreme4 = 18.467;
    private const double Extreme8 = 26.124;

    private static readonly DateOnly Day = new(2018, 5, 7);

    private static readonly TrialProtocol Protocol = ProtocolLoader.Load(Repository.Read("analysis-specs", "pod", "protocol.json")).Value;

    // The site effects are taken out: the probabilities of a scenario are those of a site at its average.
    private static readonly Scenario Scenario = ScenarioLoader.Load(
        JsonEdit.With(Repository.Read("analysis-specs", "pod", "scenario.json"), "siteEffects", "{}"), Protocol).Value;

    // Probabilities as they stand in analysis-specs/pod/scenario.json.
    [Theory]
    [InlineData("residual-symptoms", "rating", "m24", "POD", Extreme4, new[] { "0", "1", "2", "3", "4" }, new[] { 0.38, 0.26, 0.18, 0.12, 0.06 })]
    [InlineData("residual-symptoms", "rating", "baseline", null, Extreme4, new[] { "0", "1", "2", "3", "4" }, new[] { 0.02, 0.06, 0.22, 0.4, 0.3 })]
    [InlineData("employment", "status", "y5", "TAU", Extreme8, new[] { "01", "03", "07", "02", "05", "08", "06", "04", "ZZ" }, new[] { 0.34, 0.07, 0.05, 0.17, 0.05, 0.04, 0.06, 0.21, 0.01 })]
    public void Answers_have_the_probabilities_of_the_scenario(
        string form, string item, string visit, string? arm, double extreme, string[] values, double[] probabilities)
    {
        var counts = values.ToDictionary(v => v, _ => 0);
        for (var i = 0; i < Draws; i++)
        {
            counts[Person(i).Fill(Protocol.FindForm(form)!, visit, arm, Day)[item]]++;
        }

        var chiSquared = values.Select((value, i) => Math.Pow(counts[value] - (Draws * probabilities[i]), 2) / (Draws * probabilities[i])).Sum();
        Assert.True(chiSquared < extreme, FormattableString.Invariant($"chi-squared {chiSquared:F1}: {string.Join(", ", counts)}"));
    }

    [Fact]
    public void Hours_are_asked_of_the_employed_alone()
    {
        var form = Protocol.FindForm("employment")!;
        for (var i = 0; i < 1000; i++)
        {
            var answers = Person(i).Fill(form, "m24", "POD", Day);

            Assert.Equal(answers["status"] == "01", answers.ContainsKey("hours"));
            Assert.Equal(answers["status"] == "03", answers.ContainsKey("full_time_study"));
        }
    }

    // Whoever is well at one visit is rather well at the next, and rather in work: what a person brings along is shared.
    [Fact]
    public void Answers_of_one_person_go_together()
    {
        var symptoms = Protocol.FindForm("residual-symptoms")!;
        var employment = Protocol.FindForm("employment")!;
        var (both, well, employed, wellBefore, wellTwice) = (0, 0, 0, 0, 0);
        for (var i = 0; i < Draws; i++)
        {
            var person = Person(i);
            var before = person.Fill(symptoms, "m12", "POD", Day)["rating"] is "0" or "1";
            var now = person.Fill(symptoms, "m24", "POD", Day)["rating"] is "0" or "1";
            var works = person.Fill(employment, "m24", "POD", Day)["status"] is "01" or "03";
            (well, employed, wellBefore) = (well + (now ? 1 : 0), employed + (works ? 1 : 0), wellBefore + (before ? 1 : 0));
            (both, wellTwice) = (both + (now && works ? 1 : 0), wellTwice + (now && before ? 1 : 0));
        }

        // Independent answers would agree in the product of the two shares.
        Assert.True(both > 1.1 * well * employed / Draws);
        Assert.True(wellTwice > 1.1 * well * wellBefore / Draws);
    }

    [Fact]
    public void A_better_site_has_better_answers()
    {
        var shifted = Scenario with { SiteEffects = new Dictionary<string, double>(StringComparer.Ordinal) { ["S1"] = 0.5, ["S2"] = -0.5 } };
        var form = Protocol.FindForm("residual-symptoms")!;

        int Well(string site) => Enumerable.Range(0, 10_000)
            .Count(i => new SimulatedParticipant(shifted, Protocol, site, SimulatedVariates.Of(seed: 5, i)).Fill(form, "m24", "POD", Day)["rating"] is "0" or "1");

        Assert.True(Well("S1") > Well("S3"));
        Assert.True(Well("S3") > Well("S2"));
    }

    [Fact]
    public void The_same_stream_is_the_same_person()
    {
        var form = Protocol.FindForm("bprs-18")!;

        Assert.Equal(Person(7).Fill(form, "m6", "TAU", Day), Person(7).Fill(form, "m6", "TAU", Day));
        Assert.NotEqual(Person(7).Fill(form, "m6", "TAU", Day), Person(8).Fill(form, "m6", "TAU", Day));
    }

    [Fact]
    public void Every_answer_can_be_saved()
    {
        foreach (var form in Protocol.Forms)
        {
            for (var i = 0; i < 200; i++)
            {
                var answers = Person(i).Fill(form, "m24", "TAU", Day);

                Assert.Empty(Application.Capture.AnswerCheck.Check(form, answers).Faults);
            }
        }
    }

    private static SimulatedParticipant Person(int stream) => new(Scenario, Protocol, "S5", SimulatedVariates.Of(seed: 2026, stream));
}
