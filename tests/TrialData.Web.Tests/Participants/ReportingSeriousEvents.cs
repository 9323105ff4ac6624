using System.Net;
using TrialData.Application.Safety;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Web.Tests.Participants;

public sealed class ReportingSeriousEvents
{
    private const string Worklist = "/trials/TEST/safety";

    [Theory, OnSqlite]
    public async Task Lists_what_is_overdue_first_and_records_the_report(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var late = await web.Trial.EnrolAsync("S1");
        await web.Trial.AddAdverseEventAsync(late, entry: 1, ("causality", "unrelated"));
        web.Trial.Clock.MoveTo(web.Trial.Clock.GetUtcNow().AddDays(1));
        await web.Trial.AddAdverseEventAsync(late, entry: 2);
        web.Trial.Clock.MoveTo(web.Trial.Clock.GetUtcNow().AddDays(18));
        await web.Trial.AddAdverseEventAsync(late, entry: 3);
        await web.Trial.AddAdverseEventAsync(late, entry: 4, ("seriousness", "none"));
        using var manager = await web.ClientOfAsync("founder");
        var entry = $"/trials/TEST/participants/{late}/logs/adverse-event/2";

        var list = await Page.GetAsync(manager, Worklist);
        var form = await Page.GetAsync(manager, entry + "/report");
        var unsaid = await form.SendOnAsync(manager, entry + "/report");
        var tooEarly = await form.SendOnAsync(manager, entry + "/report", Sent("EthicsCommittee", 4));
        var recorded = await form.SendOnAsync(manager, entry + "/report", Sent("EthicsCommittee", 22));
        var said = await Page.GetAsync(manager, Worklist);
        var after = await Page.GetAsync(manager, Worklist);
        var again = await Page.GetAsync(manager, entry + "/report");

        // Known on the 5th and due within fifteen days, by the 20th: on the 23rd it is three days late.
        Assert.Contains("2 events are still to be reported to the ethics committee, 1 of them overdue.", list.Text, StringComparison.Ordinal);
        Assert.Contains("Overdue by 3 days", list.Text, StringComparison.Ordinal);
        Assert.Contains("Due 7 February 2027", list.Text, StringComparison.Ordinal);
        Assert.Equal([2, 3, 1], EntriesIn(list));
        Assert.Contains("<a href=\"#f-Recipient\">Choose who got the report</a>", unsaid.Html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"#f-SentOn\">Enter the day on which it was sent</a>", unsaid.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, tooEarly.Status);
        Assert.Contains("is before the event was known on 2027-01-05", tooEarly.Html, StringComparison.Ordinal);
        Assert.Equal(Worklist, recorded.Location);
        Assert.Contains("The report of S1-0001, entry 2, is recorded.", said.Html, StringComparison.Ordinal);
        Assert.Equal([3, 2, 1], EntriesIn(after));
        Assert.Contains("Told late", after.Text, StringComparison.Ordinal);
        Assert.Contains("Research ethics committee, 22 January 2027", after.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"EthicsCommittee\"", again.Html, StringComparison.Ordinal);
        var stored = (await web.Trial.AskAsync<ListSafetyReports, ListedSafetyReports>("founder", new ListSafetyReports("TEST"))).Value.Events;
        Assert.Equal([new SentReport(SafetyRecipient.EthicsCommittee, new DateOnly(2027, 1, 22))], stored.Single(each => each.Entry == 2).Reports);
        Assert.All(stored.Where(each => each.Entry != 2), each => Assert.Empty(each.Reports));
    }

    [Theory, OnSqlite]
    public async Task Is_offered_at_a_serious_entry_to_those_who_may(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.EnrolAsync("S1");
        await web.Trial.AddAdverseEventAsync(participant);
        await web.Trial.AddAdverseEventAsync(participant, entry: 2, ("seriousness", "none"));
        using var investigator = await web.ClientOfAsync("investigator S1");
        using var researcher = await web.ClientOfAsync("researcher S1");
        using var elsewhere = await web.ClientOfAsync("investigator S2");
        var log = $"/trials/TEST/participants/{participant}/logs/adverse-event";

        Assert.Contains($"href=\"{log}/1/report\"", (await Page.GetAsync(investigator, log + "/1")).Html, StringComparison.Ordinal);
        Assert.DoesNotContain("/report\"", (await Page.GetAsync(investigator, log + "/2")).Html, StringComparison.Ordinal);
        Assert.DoesNotContain("/report\"", (await Page.GetAsync(researcher, log + "/1")).Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Record a report", (await Page.GetAsync(researcher, Worklist)).Html, StringComparison.Ordinal);
        Assert.Contains("S1-0001, entry 1", (await Page.GetAsync(researcher, Worklist)).Html, StringComparison.Ordinal);
        Assert.Contains("No serious event is known.", (await Page.GetAsync(elsewhere, Worklist)).Html, StringComparison.Ordinal);
        foreach (var (client, address) in new[] { (investigator, "/2/report"), (researcher, "/1/report"), (elsewhere, "/1/report"), (investigator, "/3/report") })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await Page.GetAsync(client, log + address)).Status);
        }
    }

    [Theory, OnSqlite]
    public async Task A_participant_s_page_counts_events_and_shows_the_last(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.EnrolAsync("S1");
        var address = $"/trials/TEST/participants/{participant}";
        using var researcher = await web.ClientOfAsync("researcher S1");
        using var assessor = await web.ClientOfAsync("assessor S1");

        var none = await Page.GetAsync(researcher, address);
        for (var entry = 1; entry <= 4; entry++)
        {
            await web.Trial.AddAdverseEventAsync(participant, entry, ("event", FormattableString.Invariant($"Fall number {entry}")), ("seriousness", entry == 4 ? "none" : "death"));
        }

        var some = await Page.GetAsync(researcher, address);
        var toAssessor = await Page.GetAsync(assessor, address);

        Assert.Contains("Adverse events : no event is known.", none.Text, StringComparison.Ordinal);
        Assert.Contains($"href=\"{address}/logs/contacts\">Contacts</a>, 0 entries", none.Html, StringComparison.Ordinal);
        Assert.Contains($"href=\"{address}/logs/adverse-event/new\">Report an adverse event", none.Html, StringComparison.Ordinal);
        Assert.Contains("4 entries, the last 3", some.Text, StringComparison.Ordinal);
        Assert.Contains("Entry 4 What happened Fall number 4 Seriousness Not serious Entry Entry 3", some.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Fall number 1", some.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Report an adverse event", toAssessor.Html, StringComparison.Ordinal);
    }

    private static (string Name, string Value)[] Sent(string recipient, int day) =>
        [("Recipient", recipient), ("SentOn.day", FormattableString.Invariant($"{day}")), ("SentOn.month", "1"), ("SentOn.year", "2027")];

    private static IEnumerable<int> EntriesIn(Page list) => list.Text.Split("S1-0001, entry ").Skip(1).Select(after => after[0] - '0').Distinct();
}
