using System.Net;
using TrialData.Application.Administration;
using TrialData.Application.Capture;
using TrialData.Application.Protocol;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;
using static TrialData.Web.Tests.Forms.FormsOfATrial;

namespace TrialData.Web.Tests.Forms;

public sealed class FillingInAForm
{
    [Theory, OnSqlite]
    public async Task Saves_what_was_typed_in_fields_of_every_kind(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.EnrolAsync("S1");
        using var client = await web.ClientOfAsync(Researcher);
        var form = await Page.GetAsync(client, MoodOf(participant));

        var saved = await form.SendOnAsync(client, MoodOf(participant), Filled(
            ("a.low", "7"), ("a.works", "yes"), ("a.hours", "12.50"), ("a.since.day", "9"), ("a.since.month", "3"), ("a.since.year", "2020"), ("m.note", "Refused"), ("Mode", "Paper")));

        var stored = await web.MoodAsync(participant);
        Assert.Equal($"/trials/TEST/participants/{participant}", saved.Location);
        Assert.Equal((1, new DateOnly(2027, 1, 4), CaptureMode.Paper), (stored.Version, stored.CompletedOn, stored.Mode));
        Assert.Equal(
            [("hours", "12.5"), ("low", "7"), ("since", "2020-03-09"), ("works", "yes")],
            stored.Answers.Select(answer => (answer.Key, answer.Value)).OrderBy(answer => answer.Key, StringComparer.Ordinal));
        Assert.Equal([KeyValuePair.Create("note", Missing.Refused)], stored.Missing);
    }

    [Theory, OnSqlite]
    public async Task Names_what_is_wrong_at_each_answer_and_loses_nothing_that_was_typed(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.EnrolAsync("S1");
        using var client = await web.ClientOfAsync(Researcher);
        var form = await Page.GetAsync(client, MoodOf(participant));

        var refused = await form.SendOnAsync(client, MoodOf(participant), Filled(
            ("a.low", "11"), ("a.works", "no"), ("a.hours", "12"), ("a.note", "typed at length"), ("a.since.day", "31"), ("a.since.month", "2"), ("a.since.year", "2020"), ("Mode", "Phone")));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("<a href=\"#f-a-low\">Low must be from 0 to 10</a>", refused.Html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"#f-a-hours\">Hours is asked only if Works is Yes. Clear it, or change that answer</a>", refused.Html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"#f-a-since\">Since must be a real date</a>", refused.Html, StringComparison.Ordinal);
        Assert.Contains("id=\"f-a-low-error\"", refused.Html, StringComparison.Ordinal);
        Assert.Contains("name=\"a.low\" type=\"text\" value=\"11\"", refused.Html, StringComparison.Ordinal);
        Assert.Contains("typed at length</textarea>", refused.Html, StringComparison.Ordinal);
        Assert.Contains("name=\"a.since.day\" type=\"text\" inputmode=\"numeric\" autocomplete=\"off\" value=\"31\"", refused.Html, StringComparison.Ordinal);
        Assert.Contains("name=\"a.works\" type=\"radio\" value=\"no\" checked=\"checked\"", refused.Html, StringComparison.Ordinal);
        Assert.Contains("<option value=\"Phone\" selected=\"selected\">", refused.Html, StringComparison.Ordinal);
        Assert.Equal(0, (await web.MoodAsync(participant)).Version);
    }

    [Theory, OnSqlite]
    public async Task Needs_the_day_of_completion(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.EnrolAsync("S1");
        using var client = await web.ClientOfAsync(Researcher);
        var form = await Page.GetAsync(client, MoodOf(participant));

        var refused = await form.SendOnAsync(client, MoodOf(participant), ("a.low", "1"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("<a href=\"#f-CompletedOn\">Enter the day of completion</a>", refused.Html, StringComparison.Ordinal);
    }

    [Theory, OnSqlite]
    public async Task Asks_about_what_can_hardly_be_right_and_saves_it_once_it_is_ticked(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.EnrolAsync("S1");
        using var client = await web.ClientOfAsync(Researcher);
        var form = await Page.GetAsync(client, MoodOf(participant));
        var typed = Filled(("a.low", "1"), ("a.since.day", "5"), ("a.since.month", "1"), ("a.since.year", "2027"));

        var asked = await form.SendOnAsync(client, MoodOf(participant), typed);
        var before = await web.MoodAsync(participant);
        var saved = await asked.SendOnAsync(client, MoodOf(participant), [.. typed, ("Confirmed", "since"), ("ConfirmedBecause", "Planned for the next day")]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, asked.Status);
        Assert.Contains("Since lies after the day of the form, 2027-01-04", asked.Html, StringComparison.Ordinal);
        Assert.Contains("name=\"Confirmed\" type=\"checkbox\" value=\"since\"", asked.Html, StringComparison.Ordinal);
        Assert.Contains("This is right", asked.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("There is a problem", asked.Html, StringComparison.Ordinal);
        Assert.Equal(0, before.Version);
        Assert.Equal(HttpStatusCode.Redirect, saved.Status);
        Assert.Equal("2027-01-05", (await web.MoodAsync(participant)).Answers["since"]);
        var confirmed = Assert.Single(await web.AuditedAsync("SaveForm", "confirmed"));
        Assert.Equal(("since: lies after the day of the form, 2027-01-04", "Planned for the next day"), (confirmed.NewValue, confirmed.Reason));
    }

    [Theory, OnSqlite]
    public async Task Asks_why_a_saved_answer_changes(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.EnrolWithBaselineAsync("S1");
        using var client = await web.ClientOfAsync(Researcher);
        var form = await Page.GetAsync(client, MoodOf(participant) + "?change=true");

        var refused = await form.SendOnAsync(client, MoodOf(participant), Filled(("a.low", "4")));
        var saved = await refused.SendOnAsync(client, MoodOf(participant), Filled(("a.low", "4"), ("Reason", "Misread the paper")));
        var history = await Page.GetAsync(client, MoodOf(participant) + "/history/low");
        var read = await Page.GetAsync(client, MoodOf(participant));
        var changing = await Page.GetAsync(client, MoodOf(participant) + "?change=true");

        Assert.All(new[] { read, changing }, page => Assert.Contains("History of Low : 2 values", page.Text, StringComparison.Ordinal));
        Assert.All(new[] { read, changing }, page => Assert.DoesNotContain("History of Works", page.Text, StringComparison.Ordinal));
        Assert.Contains("<a href=\"#f-Reason\">Say why saved answers change: Low</a>", refused.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, saved.Status);
        Assert.Equal("4", (await web.MoodAsync(participant)).Answers["low"]);
        Assert.Contains("Misread the paper", history.Html, StringComparison.Ordinal);
    }

    [Theory, OnSqlite]
    public async Task Shows_a_second_editor_what_the_first_saved_and_goes_on(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.EnrolWithBaselineAsync("S1");
        using var client = await web.ClientOfAsync(Researcher);
        _ = (await web.Trial.RegisterAsync("another", Role.SiteResearcher, "S1")).Value;
        var form = await Page.GetAsync(client, MoodOf(participant) + "?change=true");
        _ = (await web.Trial.SaveAsync("another", participant, "baseline", "mood", 1, "Heard again", ("low", "8"), ("works", "no"))).Value;

        var shown = await form.SendOnAsync(client, MoodOf(participant), Filled(("a.low", "5"), ("Reason", "Misread the paper")));
        var between = await web.MoodAsync(participant);
        var saved = await shown.SendOnAsync(client, MoodOf(participant), Filled(("a.low", "5"), ("a.works", "no"), ("Reason", "Misread the paper")));

        Assert.Equal(HttpStatusCode.Conflict, shown.Status);
        Assert.Contains("Somebody else saved this form", shown.Html, StringComparison.Ordinal);
        Assert.Contains("another, 4 January 2027", shown.Html, StringComparison.Ordinal);
        Assert.Contains("<dd class=\"td-long\" dir=\"auto\">8</dd>", shown.Html, StringComparison.Ordinal);
        Assert.Contains("name=\"a.low\" type=\"text\" value=\"5\"", shown.Html, StringComparison.Ordinal);
        Assert.Contains("name=\"a.works\" type=\"radio\" value=\"no\" checked=\"checked\"", shown.Html, StringComparison.Ordinal);
        Assert.Equal(("8", 2), (between.Answers["low"], between.Version));
        Assert.Equal(HttpStatusCode.Redirect, saved.Status);
        var after = await web.MoodAsync(participant);
        Assert.Equal(("5", "no", 3), (after.Answers["low"], after.Answers["works"], after.Version));
        Assert.True((await web.DraftOfMoodAsync(participant)).IsRefused);
    }

    [Theory, OnSqlite]
    public async Task Gives_markup_and_text_from_right_to_left_back_as_text(Engine engine)
    {
        const string Written = "<script>alert(1)</script> \"مرحبا\"";
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.EnrolAsync("S1");
        using var client = await web.ClientOfAsync(Researcher);
        var form = await Page.GetAsync(client, MoodOf(participant));

        await form.SendOnAsync(client, MoodOf(participant), Filled(("a.low", "1"), ("a.note", Written)));
        var read = await Page.GetAsync(client, MoodOf(participant));
        var changing = await Page.GetAsync(client, MoodOf(participant) + "?change=true");
        var history = await Page.GetAsync(client, MoodOf(participant) + "/history/note");

        Assert.Equal(Written, (await web.MoodAsync(participant)).Answers["note"]);
        foreach (var page in new[] { read, changing, history })
        {
            Assert.DoesNotContain("<script>alert", page.Html, StringComparison.Ordinal);
            Assert.Contains(Written, WebUtility.HtmlDecode(page.Html), StringComparison.Ordinal);
        }

        Assert.Contains("dir=\"auto\"", read.Html, StringComparison.Ordinal);
    }

    [Theory, OnSqlite]
    public async Task Is_refused_to_whoever_does_not_fill_it_in_who_reads_it_all_the_same(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.EnrolWithBaselineAsync("S1");
        using var client = await web.ClientOfAsync("assessor S1");

        var read = await Page.GetAsync(client, MoodOf(participant));
        var sent = await read.SendOnAsync(client, MoodOf(participant), Filled(("a.low", "9"), ("Version", "1"), ("Reason", "None")));

        Assert.Equal(HttpStatusCode.OK, read.Status);
        Assert.DoesNotContain("name=\"a.low\"", read.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, sent.Status);
        Assert.Equal("3", (await web.MoodAsync(participant)).Answers["low"]);
    }

    [Theory, OnSqlite]
    public async Task Is_not_there_for_a_blinded_assessor_where_it_reveals_the_arm(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        using var client = await web.ClientOfAsync("assessor S1");
        for (var each = 0; each < 4; each++)
        {
            var participant = await web.Trial.EnrolWithBaselineAsync("S1");
            _ = (await web.Trial.RandomiseAsync("S1", participant)).Value;
            foreach (var below in new[] { string.Empty, "/blank", "/history/held" })
            {
                var revealing = await Page.GetAsync(client, $"/trials/TEST/participants/{participant}/visits/m6/meetings{below}");
                var unknown = await Page.GetAsync(client, $"/trials/TEST/participants/{participant}/visits/m6/none{below}");

                Assert.Equal(HttpStatusCode.NotFound, revealing.Status);
                Assert.Equal(unknown.Constant, revealing.Constant);
            }
        }
    }
}
