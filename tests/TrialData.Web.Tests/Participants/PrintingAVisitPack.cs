using System.Net;
using TrialData.Application.Oversight;
using TrialData.Storage;
using TrialData.Testing;
using TrialData.Web.Tests.Links;
using Xunit;

namespace TrialData.Web.Tests.Participants;

public sealed class PrintingAVisitPack
{
    [Theory, OnSqlite]
    public async Task Has_every_form_of_the_visit_blank_and_says_on_each_whose_it_is(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.RandomisedAsync();
        var address = $"/trials/TEST/participants/{participant}";
        using var researcher = await web.ClientOfAsync("researcher S1");

        var shown = await Page.GetAsync(researcher, address);
        var baseline = await Page.GetAsync(researcher, address + "/packs/baseline");
        var pack = await Page.GetAsync(researcher, address + "/packs/m6");

        Assert.Contains($"href=\"{address}/packs/m6\">Blank forms to print", shown.Html, StringComparison.Ordinal);
        Assert.Equal(["Mood", "Blinded rating"], FormsIn(baseline));
        Assert.Equal(["Mood", "Blinded rating", "QPR-15", "Paper"], FormsIn(pack));
        Assert.Equal(4, pack.Text.Split("Participant S1-0001 Visit 6 months Day 6 July 2027, from 22 June 2027 to 3 August 2027 Site S1 – First").Length - 1);
        Assert.Contains("15. Item 15", pack.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"3\"", baseline.Html, StringComparison.Ordinal);
    }

    [Theory, OnSqlite]
    public async Task Leaves_what_reveals_the_arm_out_and_tells_a_blinded_person_nothing_of_it(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        using var researcher = await web.ClientOfAsync("researcher S1");
        using var assessor = await web.ClientOfAsync("assessor S1");
        var toResearcher = new List<Page>();
        var toAssessor = new List<Page>();
        var arms = new List<string?>();
        for (var person = 0; person < 4; person++)
        {
            var participant = await web.Trial.RandomisedAsync();
            arms.Add((await web.Trial.AskAsync<ShowParticipant, ShownParticipant>("researcher S1", new ShowParticipant("TEST", participant))).Value.Arm);
            toResearcher.Add(await Page.GetAsync(researcher, $"/trials/TEST/participants/{participant}/packs/m6"));
            toAssessor.Add(await Page.GetAsync(assessor, $"/trials/TEST/participants/{participant}/packs/m6"));
        }

        Assert.Equal(2, arms.Distinct().Count());
        Assert.Equal(arms.Select(arm => arm == "New"), toResearcher.Select(page => page.Html.Contains("/visits/m6/meetings/blank", StringComparison.Ordinal)));
        Assert.All(toResearcher, page => Assert.DoesNotContain("Meetings held", FormsIn(page)));
        Assert.All(toAssessor, page => Assert.DoesNotContain("eetings", page.Html, StringComparison.Ordinal));
    }

    [Theory, OnSqlite]
    public async Task Is_not_there_for_a_visit_that_is_not(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.EnrolAsync("S1");
        using var researcher = await web.ClientOfAsync("researcher S1");
        using var elsewhere = await web.ClientOfAsync("researcher S2");

        Assert.Equal(HttpStatusCode.OK, (await Page.GetAsync(researcher, $"/trials/TEST/participants/{participant}/packs/baseline")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Page.GetAsync(researcher, $"/trials/TEST/participants/{participant}/packs/m6")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Page.GetAsync(elsewhere, $"/trials/TEST/participants/{participant}/packs/baseline")).Status);
    }

    private static IEnumerable<string> FormsIn(Page pack) => pack.Html.Split("<h2 class=\"nhsuk-heading-m td-long\">").Skip(1).Select(after => after[..after.IndexOf('<', StringComparison.Ordinal)]);
}
