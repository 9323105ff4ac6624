using System.Net;
using TrialData.Application.Enrolment;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Web.Tests.Participants;

public sealed class ReadingTheScreeningLog
{
    private const string Log = "/trials/TEST/screening-log";

    [Theory, OnSqlite]
    public async Task Counts_outcomes_and_says_of_everybody_why(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        _ = (await web.Trial.ScreenAsync("S1", ("adult", "no"), ("dementia", "yes"))).Value;
        _ = (await web.Trial.ScreenAsync("S1", ("dementia", "yes"))).Value;
        _ = (await web.Trial.ScreenAsync("S1", ("dementia", "yes"))).Value;
        _ = (await web.Trial.ScreenAsync("S1")).Value;
        await EndAsync(web, (await web.Trial.ScreenAsync("S1")).Value.PublicId, EndReason.LostToFollowUp);
        _ = (await web.Trial.ConsentAsync("S1", (await web.Trial.ScreenAsync("S1")).Value.PublicId)).Value;
        var died = (await web.Trial.ScreenAsync("S1")).Value.PublicId;
        _ = (await web.Trial.ConsentAsync("S1", died)).Value;
        await EndAsync(web, died, EndReason.Died);
        await web.Trial.EnrolAsync("S1");
        _ = (await web.Trial.RandomiseAsync("S1", await web.Trial.EnrolWithBaselineAsync("S1"))).Value;
        _ = (await web.Trial.ScreenAsync("S2")).Value;
        using var researcher = await web.ClientOfAsync("researcher S1");
        using var manager = await web.ClientOfAsync("founder");

        var log = await Page.GetAsync(researcher, Log);
        var excluded = await Page.GetAsync(researcher, Log + "?outcome=NotEligible&sort=-reason");
        var elsewhere = await Page.GetAsync(manager, Log + "?site=S2");
        var stored = (await web.Trial.AskAsync<ShowScreeningLog, ShownScreeningLog>("founder", new ShowScreeningLog("TEST"))).Value;

        Assert.Contains(
            "Screened 9 Not eligible 3 Waits for consent 1 Left before consent 1 Waits for enrolment 1 Left before enrolment 1 Enrolled 1 Randomised 1", log.Text, StringComparison.Ordinal);
        Assert.Contains("by the first criterion that is not met Dementia 2 Aged 18 or over 1", log.Text, StringComparison.Ordinal);
        Assert.Contains("S1-0001 Screened 4 January 2027 Outcome Not eligible Reason Aged 18 or over", log.Text, StringComparison.Ordinal);
        Assert.Contains("S1-0005 Screened 4 January 2027 Outcome Left before consent Reason Lost to follow-up", log.Text, StringComparison.Ordinal);
        Assert.Contains("S1-0007 Screened 4 January 2027 Outcome Left before enrolment Reason Died", log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("S2-0001", log.Html, StringComparison.Ordinal);
        Assert.Contains("3 people", excluded.Html, StringComparison.Ordinal);
        Assert.Equal(["S1-0002", "S1-0003", "S1-0001"], NumbersIn(excluded));
        Assert.Equal(["S2-0001"], NumbersIn(elsewhere));
        Assert.Equal(10, stored.People.Count);
        Assert.Equal([3, 2, 1, 1, 1, 1, 1], stored.Outcomes.Select(each => each.Count));
    }

    [Theory, OnSqlite]
    public async Task Is_read_by_pages_and_printed_whole(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        for (var person = 0; person < 52; person++)
        {
            _ = (await web.Trial.ScreenAsync("S1")).Value;
        }

        using var assessor = await web.ClientOfAsync("assessor S1");
        using var admin = await web.ClientOfAsync("admin");

        var first = await Page.GetAsync(assessor, Log);
        var second = await Page.GetAsync(assessor, Log + "?page=2");
        var all = await Page.GetAsync(assessor, Log + "?sort=number&page=1&all=true");
        var nonsense = await Page.GetAsync(assessor, Log + "?outcome=x&page=x&sort=x&all=x");

        Assert.Equal(50, NumbersIn(first).Count());
        Assert.Equal(["S1-0051", "S1-0052"], NumbersIn(second));
        Assert.Contains($"href=\"{Log}?sort=number&amp;page=1&amp;all=true\">Show all to print</a>", first.Html, StringComparison.Ordinal);
        Assert.Equal(52, NumbersIn(all).Count());
        Assert.DoesNotContain("Show all to print", all.Html, StringComparison.Ordinal);
        Assert.Equal(50, NumbersIn(nonsense).Count());
        Assert.Equal(HttpStatusCode.NotFound, (await Page.GetAsync(admin, Log)).Status);
    }

    private static IEnumerable<string> NumbersIn(Page log) => log.Html.Split("/trials/TEST/participants/").Skip(1).Select(after => after[(after.IndexOf('>', StringComparison.Ordinal) + 1)..after.IndexOf('<', StringComparison.Ordinal)]).Where(text => text.StartsWith('S'));

    private static async Task EndAsync(WebTrial web, Guid participant, EndReason reason) =>
        _ = (await web.Trial.AskAsync<EndParticipation, EndedParticipation>("researcher S1", new EndParticipation("TEST", participant, TrialHost.FirstDay, reason))).Value;
}
