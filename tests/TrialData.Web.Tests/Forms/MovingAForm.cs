using System.Net;
using TrialData.Application.Capture;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;
using static TrialData.Web.Tests.Forms.FormsOfATrial;

namespace TrialData.Web.Tests.Forms;

public sealed class MovingAForm
{
    [Theory, OnSqlite]
    public async Task Brings_it_to_the_participant_and_the_visit_it_belongs_to(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var wrong = await web.Trial.EnrolWithBaselineAsync("S1");
        var right = await web.Trial.EnrolAsync("S1");
        using var client = await web.ClientOfAsync(Researcher);

        var read = await Page.GetAsync(client, MoodOf(wrong));
        var find = await Page.GetAsync(client, MoveOf(wrong));
        var several = await Page.GetAsync(client, MoveOf(wrong) + "?to=s1-");
        var nobody = await Page.GetAsync(client, MoveOf(wrong) + "?to=S1-0009");
        var where = await Page.GetAsync(client, MoveOf(wrong) + "?to=s1-0002");
        var empty = await where.SendOnAsync(client, MoveOf(wrong) + "?to=S1-0002");
        var moved = await where.SendOnAsync(client, MoveOf(wrong) + "?to=S1-0002", ("ToVisit", "baseline"), ("Reason", "Two charts on one desk"));

        Assert.Contains($"href=\"{MoveOf(wrong)}\"", read.Html, StringComparison.Ordinal);
        Assert.Contains("Number of the participant it belongs to", find.Html, StringComparison.Ordinal);
        Assert.Contains($"<a href=\"{MoveOf(wrong)}?to=S1-0002\">S1-0002</a>, screened on 4 January 2027, enrolled on 4 January 2027<", several.Html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"#f-to\">First has no participant S1-0009</a>", nobody.Html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"#f-ToVisit\">Choose the visit</a>", empty.Html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"#f-Reason\">Enter the reason</a>", empty.Html, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Redirect, $"/trials/TEST/participants/{right}"), (moved.Status, moved.Location));
        Assert.Equal((0, 1), ((await web.MoodAsync(wrong)).Version, (await web.MoodAsync(right)).Version));
        Assert.Equal("3", (await web.MoodAsync(right)).Answers["low"]);
        Assert.Equal([("S1-0002/baseline/mood", "Two charts on one desk")], (await web.AuditedAsync("MoveForm", "movedTo")).Select(audited => (audited.NewValue, audited.Reason)));
    }

    [Theory, OnSqlite]
    public async Task Asks_about_a_day_before_the_consent_and_says_what_cannot_be(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var earlier = await web.Trial.EnrolWithBaselineAsync("S1");
        var taken = await web.Trial.EnrolWithBaselineAsync("S1");
        web.Trial.Clock.MoveTo(web.Trial.Clock.GetUtcNow().AddDays(3));
        var later = await web.Trial.EnrolAsync("S1");
        _ = await web.Trial.EnrolAsync("S2");
        using var client = await web.ClientOfAsync(Researcher);
        var where = await Page.GetAsync(client, MoveOf(earlier) + "?to=S1-0003");
        (string, string)[] typed = [("ToVisit", "baseline"), ("Reason", "Two charts on one desk")];

        var full = await Page.GetAsync(client, MoveOf(earlier) + "?to=S1-0002");
        var foreign = await Page.GetAsync(client, MoveOf(earlier) + "?to=S2-0001");
        var asked = await where.SendOnAsync(client, MoveOf(earlier) + "?to=S1-0003", typed);
        var telling = await where.SendOnAsync(client, MoveOf(earlier) + "?to=S1-0003", ("ToVisit", "baseline"), ("Reason", "ring 07700 900123"));
        var before = await web.MoodAsync(earlier);
        var moved = await asked.SendOnAsync(client, MoveOf(earlier) + "?to=S1-0003", [.. typed, ("IsDayConfirmed", "true")]);

        Assert.Contains("There is no other visit of S1-0002 at which this form is still to be filled in.", full.Html, StringComparison.Ordinal);
        Assert.Contains("First has no participant S2-0001", foreign.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, asked.Status);
        Assert.Contains("The day of completion is before the consent of 2027-01-07. Nothing was moved yet.", asked.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"Two charts on one desk\"", asked.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, telling.Status);
        Assert.Contains("<a href=\"#f-Reason\">", telling.Html, StringComparison.Ordinal);
        Assert.Equal(1, before.Version);
        Assert.Equal(HttpStatusCode.Redirect, moved.Status);
        Assert.Equal((0, 1, 1), ((await web.MoodAsync(earlier)).Version, (await web.MoodAsync(taken)).Version, (await web.MoodAsync(later)).Version));
    }

    [Theory, OnSqlite]
    public async Task Takes_an_entry_to_the_log_of_another(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var (wrong, right) = (await web.Trial.EnrolAsync("S1"), await web.Trial.EnrolAsync("S1"));
        _ = (await web.Trial.AskAsync<SaveLogEntry, LogEntrySaved>(Researcher, new SaveLogEntry(
            "TEST", wrong, "contacts", Entry: null, 0, TrialHost.FirstDay, new Dictionary<string, string>(StringComparer.Ordinal) { ["on"] = "2027-01-04" }))).Value;
        using var client = await web.ClientOfAsync(Researcher);
        var move = $"/trials/TEST/participants/{wrong}/logs/contacts/1/move";

        var same = await Page.GetAsync(client, move + "?to=S1-0001");
        var where = await Page.GetAsync(client, move + "?to=S1-0002");
        var moved = await where.SendOnAsync(client, move + "?to=S1-0002", ("Reason", "Two charts on one desk"));

        Assert.Contains("This entry stands in the log of that participant already.", same.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, moved.Status);
        Assert.Equal("2027-01-04", (await web.StoredAsync(right, new(VisitCode: null, "contacts"))).Answers["on"]);
    }

    [Theory, OnSqlite]
    public async Task Is_for_who_fills_it_in(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.EnrolWithBaselineAsync("S1");
        var other = await web.Trial.EnrolAsync("S1");
        using var assessor = await web.ClientOfAsync("assessor S1");
        using var researcher = await web.ClientOfAsync(Researcher);

        var read = await Page.GetAsync(assessor, MoodOf(participant));
        var sent = await read.SendOnAsync(assessor, MoveOf(participant) + "?to=S1-0002", ("ToVisit", "baseline"), ("Reason", "None"), ("Version", "1"));

        Assert.Equal(HttpStatusCode.NotFound, (await Page.GetAsync(assessor, MoveOf(participant))).Status);
        Assert.Equal(HttpStatusCode.NotFound, sent.Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Page.GetAsync(researcher, MoveOf(other))).Status);
        Assert.Equal((1, 0), ((await web.MoodAsync(participant)).Version, (await web.MoodAsync(other)).Version));
    }

    private static string MoveOf(Guid participant) => MoodOf(participant) + "/move";
}
