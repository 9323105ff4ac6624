using System.Net;
using TrialData.Application.Capture;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;
using static TrialData.Web.Tests.Forms.FormsOfATrial;

namespace TrialData.Web.Tests.Forms;

public sealed class LookingAfterALog
{
    private static readonly FormAt First = new(VisitCode: null, "contacts");

    [Theory, OnSqlite]
    public async Task Adds_entries_changes_one_and_takes_one_out(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.EnrolAsync("S1");
        var log = $"/trials/TEST/participants/{participant}/logs/contacts";
        using var client = await web.ClientOfAsync(Researcher);

        var empty = await Page.GetAsync(client, log);
        var form = await Page.GetAsync(client, log + "/new");
        var added = await form.SendOnAsync(client, log + "/new", Filled(("a.on.day", "2"), ("a.on.month", "1"), ("a.on.year", "2027"), ("a.about", "First call")));
        await form.SendOnAsync(client, log + "/new", Filled(("a.on.day", "3"), ("a.on.month", "1"), ("a.on.year", "2027"), ("a.about", "Second call")));
        var both = await Page.GetAsync(client, log);
        var change = await Page.GetAsync(client, log + "/1?change=true");
        var changed = await change.SendOnAsync(client, log + "/1", Filled(("a.on.day", "1"), ("a.on.month", "1"), ("a.on.year", "2027"), ("a.about", "First call"), ("Reason", "Wrong day")));
        var takeOut = await Page.GetAsync(client, log + "/2/void");
        var unsaid = await takeOut.SendOnAsync(client, log + "/2/void");
        var takenOut = await takeOut.SendOnAsync(client, log + "/2/void", ("Reason", "Another participant's"));
        var one = await Page.GetAsync(client, log);
        var gone = await Page.GetAsync(client, log + "/2");

        Assert.Contains("There is no entry yet.", empty.Html, StringComparison.Ordinal);
        Assert.Equal(log, added.Location);
        Assert.Contains("2 entries", both.Html, StringComparison.Ordinal);
        Assert.Contains("First call", both.Html, StringComparison.Ordinal);
        Assert.Equal(log, changed.Location);
        Assert.Equal(("2027-01-01", 2), ((await web.StoredAsync(participant, First)).Answers["on"], (await web.StoredAsync(participant, First)).Version));
        Assert.Contains("Enter the reason", unsaid.Html, StringComparison.Ordinal);
        Assert.Equal(log, takenOut.Location);
        Assert.Contains("1 entry", one.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Second call", one.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, gone.Status);
        Assert.Equal(0, (await web.StoredAsync(participant, First with { Instance = 2 })).Version);
    }

    [Theory, OnSqlite]
    public async Task Takes_an_adverse_event_with_partial_days_and_several_choices(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.EnrolAsync("S1");
        var log = $"/trials/TEST/participants/{participant}/logs/adverse-event";
        using var client = await web.ClientOfAsync(Researcher);
        var form = await Page.GetAsync(client, log + "/new");

        var added = await form.SendOnAsync(client, log + "/new", Filled(
            ("a.event", "Fell on the stairs"), ("a.onset_on.month", "12"), ("a.onset_on.year", "2026"), ("a.severity", "moderate"), ("a.seriousness", "hospitalisation"), ("a.seriousness", "important"),
            ("a.known_on.day", "4"), ("a.known_on.month", "1"), ("a.known_on.year", "2027"), ("a.causality", "unrelated"), ("a.outcome", "recovered"), ("a.self_harm", "no"), ("a.violence", "no"), ("a.safeguarding", "no")));
        var read = await Page.GetAsync(client, log + "/1");

        var stored = await web.StoredAsync(participant, new FormAt(VisitCode: null, "adverse-event"));
        Assert.Equal(log, added.Location);
        Assert.Equal(("2026-12", "hospitalisation|important"), (stored.Answers["onset_on"], stored.Answers["seriousness"]));
        Assert.Contains("December 2026", read.Html, StringComparison.Ordinal);
        Assert.Contains("Hospitalisation or its prolongation, Other important medical event", read.Html, StringComparison.Ordinal);
    }

    [Theory, OnSqlite]
    public async Task Keeps_a_draft_of_an_entry_that_has_no_number_yet(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.EnrolAsync("S1");
        var log = $"/trials/TEST/participants/{participant}/logs/contacts";
        using var client = await web.ClientOfAsync(Researcher);
        var form = await Page.GetAsync(client, log + "/new");

        await form.SendOnAsync(client, log + "/new?handler=Draft", ("a.about", "Half a sentence"));
        var again = await Page.GetAsync(client, log + "/new");
        var list = await Page.GetAsync(client, log);

        Assert.Contains("Half a sentence</textarea>", again.Html, StringComparison.Ordinal);
        Assert.Contains("There is no entry yet.", list.Html, StringComparison.Ordinal);
    }
}
