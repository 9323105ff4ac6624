using System.Net;
using System.Text.Json;
using TrialData.Application.Administration;
using TrialData.Application.Capture;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;
using static TrialData.Web.Tests.Forms.FormsOfATrial;

namespace TrialData.Web.Tests.Forms;

public sealed class KeepingADraft
{
    [Theory, OnSqlite]
    public async Task By_a_button_keeps_right_and_wrong_answers_for_its_author_alone(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.EnrolAsync("S1");
        using var client = await web.ClientOfAsync(Researcher);
        using var other = await web.ClientOfNewAsync("another", Role.SiteResearcher);
        var form = await Page.GetAsync(client, MoodOf(participant));

        var kept = await form.SendOnAsync(client, MoodOf(participant) + "?handler=Draft", ("a.low", "99"), ("a.since.day", "31"), ("a.since.month", "2"), ("a.since.year", "20"));
        var again = await Page.GetAsync(client, MoodOf(participant));
        var theirs = await Page.GetAsync(other, MoodOf(participant));

        Assert.Equal(HttpStatusCode.Redirect, kept.Status);
        Assert.Equal("99", (await web.DraftOfMoodAsync(participant)).Value.Draft.Content.Answers["low"]);
        Assert.Contains("that was not saved.", again.Html, StringComparison.Ordinal);
        Assert.Contains("name=\"a.low\" type=\"text\" value=\"99\"", again.Html, StringComparison.Ordinal);
        Assert.Contains("name=\"a.since.year\" type=\"text\" inputmode=\"numeric\" autocomplete=\"off\" value=\"20\"", again.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"99\"", theirs.Html, StringComparison.Ordinal);
        Assert.Equal(0, (await web.MoodAsync(participant)).Version);
    }

    [Theory, OnSqlite]
    public async Task Keeps_how_the_answers_came_in_and_why_they_change(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.EnrolWithBaselineAsync("S1");
        using var client = await web.ClientOfAsync(Researcher);
        var form = await Page.GetAsync(client, MoodOf(participant) + "?change=true");

        await form.SendOnAsync(client, MoodOf(participant) + "?handler=Draft", ("a.low", "4"), ("Mode", "Phone"), ("Reason", "Asked again"));
        var again = await Page.GetAsync(client, MoodOf(participant));

        var content = (await web.DraftOfMoodAsync(participant)).Value.Draft.Content;
        Assert.Equal((CaptureMode.Phone, "Asked again"), (content.Mode, content.Reason));
        Assert.Contains("<option value=\"Phone\" selected=\"selected\">", again.Html, StringComparison.Ordinal);
        Assert.Contains("name=\"Reason\" type=\"text\" value=\"Asked again\"", again.Html, StringComparison.Ordinal);
    }

    [Theory, OnSqlite]
    public async Task Goes_when_it_is_thrown_away_and_when_the_form_is_saved(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.EnrolAsync("S1");
        using var client = await web.ClientOfAsync(Researcher);
        var form = await Page.GetAsync(client, MoodOf(participant));

        await form.SendOnAsync(client, MoodOf(participant) + "?handler=Draft", ("a.low", "4"));
        var before = await web.DraftOfMoodAsync(participant);
        await form.SendOnAsync(client, MoodOf(participant) + "?handler=Drop");
        var dropped = await web.DraftOfMoodAsync(participant);
        await form.SendOnAsync(client, MoodOf(participant) + "?handler=Draft", ("a.low", "4"));
        await form.SendOnAsync(client, MoodOf(participant), Filled(("a.low", "4")));
        var saved = await web.DraftOfMoodAsync(participant);

        Assert.Equal((false, true, true), (before.IsRefused, dropped.IsRefused, saved.IsRefused));
        Assert.Equal(1, (await web.MoodAsync(participant)).Version);
    }

    [Theory, OnSqlite]
    public async Task By_a_script_says_when_it_was_kept_and_that_one_was_signed_out(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.EnrolAsync("S1");
        using var client = await web.ClientOfAsync(Researcher);
        using var nobody = web.Client();
        var form = await Page.GetAsync(client, MoodOf(participant));

        using var kept = await form.AnswerAsync(client, MoodOf(participant) + "?handler=Keep", [("a.low", "6")], "application/json");
        using var refused = await form.AnswerAsync(nobody, MoodOf(participant) + "?handler=Keep", [("a.low", "7")], "application/json");

        var draft = (await web.DraftOfMoodAsync(participant)).Value.Draft;
        using var answer = JsonDocument.Parse(await kept.Content.ReadAsStringAsync());
        Assert.Matches("^[0-9]{1,2}:[0-9]{2}(am|pm)$", answer.RootElement.GetProperty("at").GetString());
        Assert.Equal("6", draft.Content.Answers["low"]);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    /// <summary>Fifteen answers of 3 are 45; of fourteen there is no total.</summary>
    [Theory, OnSqlite]
    public async Task Shows_the_scores_of_what_is_typed_and_saves_nothing(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.EnrolWithBaselineAsync("S1");
        _ = (await web.Trial.RandomiseAsync("S1", participant)).Value;
        using var client = await web.ClientOfAsync(Researcher);
        var address = $"/trials/TEST/participants/{participant}/visits/m6/qpr-15";
        var form = await Page.GetAsync(client, address);
        var answers = Enumerable.Range(1, 15).Select(item => (FormattableString.Invariant($"a.q{item}"), "3")).ToArray();

        using var whole = await form.AnswerAsync(client, address + "?handler=Totals", answers, "application/json");
        using var part = await form.AnswerAsync(client, address + "?handler=Totals", [.. answers.Skip(1), ("a.q1", "9")], "application/json");

        Assert.Equal("45", await TotalOfAsync(whole));
        Assert.Null(await TotalOfAsync(part));
        Assert.Equal(0, (await web.StoredAsync(participant, new("m6", "qpr-15"))).Version);
        Assert.Equal(Application.Capture.FormState.NotStarted, (await web.StoredAsync(participant, new("m6", "qpr-15"))).State);
    }

    private static async Task<string?> TotalOfAsync(HttpResponseMessage answer)
    {
        using var scores = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return scores.RootElement.EnumerateArray().Single(score => score.GetProperty("label").GetString() == "Personal recovery").GetProperty("value").GetString();
    }
}
