using System.Net;
using TrialData.Application.Administration;
using TrialData.Application.Capture;
using TrialData.Application.Protocol;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;
using static TrialData.Web.Tests.Forms.FormsOfATrial;

namespace TrialData.Web.Tests.Forms;

public sealed class OneQuestionAPage
{
    [Theory, OnSqlite]
    public async Task Asks_what_applies_keeps_each_answer_and_saves_all_of_them(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.EnrolAsync("S1");
        using var client = await web.ClientOfAsync(Researcher);

        var form = await Page.GetAsync(client, MoodOf(participant));
        var first = await Page.GetAsync(client, QuestionOf(participant, 1));
        var second = await GoOnAsync(client, first, participant, 1, ("a.low", "3"));
        var kept = (await web.DraftOfMoodAsync(participant)).Value.Draft.Content;
        var third = await GoOnAsync(client, second, participant, 2, ("a.works", "yes"));
        var fourth = await GoOnAsync(client, third, participant, 3, ("a.hours", "12.50"));
        var fifth = await GoOnAsync(client, fourth, participant, 4, ("m.note", "Refused"));
        var sent = await fifth.SendOnAsync(client, QuestionOf(participant, 5), ("a.since.day", "9"), ("a.since.month", "3"), ("a.since.year", "2020"));
        var check = await Page.GetAsync(client, sent.Location!);
        var saved = await check.SendOnAsync(client, CheckOf(participant), Filled(("Mode", "Paper")));

        Assert.Contains($"<a href=\"{QuestionOf(participant, 1)}\">One question a page</a>", form.Html, StringComparison.Ordinal);
        Assert.Equal(["Question 1 of 4", "Question 2 of 4", "Question 3 of 5", "Question 4 of 5", "Question 5 of 5"], new[] { first, second, third, fourth, fifth }.Select(ProgressOf));
        Assert.Equal(["Low", "Works (optional)", "Hours (optional)", "Note (optional)", "Since (optional)"], new[] { first, second, third, fourth, fifth }.Select(page => page.Heading));
        Assert.Equal([KeyValuePair.Create("low", "3")], kept.Answers);
        Assert.Equal(CheckOf(participant), sent.Location);
        Assert.Contains("Note No answer: the participant did not want to answer Change the answer to Note Since 9 March 2020", check.Text, StringComparison.Ordinal);
        Assert.Equal($"/trials/TEST/participants/{participant}", saved.Location);
        var stored = await web.MoodAsync(participant);
        Assert.Equal((1, TrialHost.FirstDay, CaptureMode.Paper), (stored.Version, stored.CompletedOn, stored.Mode));
        Assert.Equal([("hours", "12.5"), ("low", "3"), ("since", "2020-03-09"), ("works", "yes")], stored.Answers.Select(answer => (answer.Key, answer.Value)).Order());
        Assert.Equal([KeyValuePair.Create("note", Missing.Refused)], stored.Missing);
        Assert.True((await web.DraftOfMoodAsync(participant)).IsRefused);
    }

    [Theory, OnSqlite]
    public async Task Names_what_is_wrong_at_the_question_and_keeps_it_all_the_same(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.EnrolAsync("S1");
        using var client = await web.ClientOfAsync(Researcher);
        var first = await Page.GetAsync(client, QuestionOf(participant, 1));

        var none = await first.SendOnAsync(client, QuestionOf(participant, 1));
        var wrong = await first.SendOnAsync(client, QuestionOf(participant, 1), ("a.low", "11"));
        var kept = (await web.DraftOfMoodAsync(participant)).Value.Draft.Content;
        var left = await wrong.SendOnAsync(client, QuestionOf(participant, 1), ("a.low", "12"), ("Go", "leave"));
        var check = await Page.GetAsync(client, CheckOf(participant));
        var noDay = await check.SendOnAsync(client, CheckOf(participant), ("Mode", "Phone"));
        var refused = await check.SendOnAsync(client, CheckOf(participant), Filled(("Mode", "Phone")));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, none.Status);
        Assert.Contains("<a href=\"#f-a-low\">Enter an answer, or say why there is none</a>", none.Html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"#f-a-low\">Low must be from 0 to 10</a>", wrong.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"11\"", wrong.Html, StringComparison.Ordinal);
        Assert.Equal("11", kept.Answers["low"]);
        Assert.Equal($"/trials/TEST/participants/{participant}", left.Location);
        Assert.Contains("<a href=\"#f-CompletedOn\">Enter the day of completion</a>", noDay.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("<a href=\"#f-a-low\">Low must be from 0 to 10</a>", refused.Html, StringComparison.Ordinal);
        Assert.Contains($"<a id=\"f-a-low\" href=\"{QuestionOf(participant, 1)}?changing=true\">", refused.Html, StringComparison.Ordinal);
        Assert.Equal((0, CaptureMode.Phone), ((await web.MoodAsync(participant)).Version, (await web.DraftOfMoodAsync(participant)).Value.Draft.Content.Mode));
    }

    [Theory, OnSqlite]
    public async Task A_changed_answer_asks_what_follows_from_it_and_takes_away_what_does_not(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.EnrolWithBaselineAsync("S1");
        using var client = await web.ClientOfAsync(Researcher);
        var works = await Page.GetAsync(client, QuestionOf(participant, 2) + "?changing=true");

        var asked = await works.SendOnAsync(client, QuestionOf(participant, 2) + "?changing=true", ("a.works", "yes"));
        var hours = await Page.GetAsync(client, asked.Location!);
        var answered = await hours.SendOnAsync(client, asked.Location!, ("a.hours", "20"));
        var takenBack = await works.SendOnAsync(client, QuestionOf(participant, 2) + "?changing=true", ("a.works", "no"));
        var check = await Page.GetAsync(client, CheckOf(participant));
        var refused = await check.SendOnAsync(client, CheckOf(participant), Filled());
        var low = await GoOnAsync(client, await Page.GetAsync(client, QuestionOf(participant, 1)), participant, 1, ("a.low", "4"));
        check = await Page.GetAsync(client, CheckOf(participant));
        var unexplained = await check.SendOnAsync(client, CheckOf(participant), Filled());
        var saved = await unexplained.SendOnAsync(client, CheckOf(participant), Filled(("Reason", "Asked again")));

        Assert.Equal(QuestionOf(participant, 3) + "?changing=true", asked.Location);
        Assert.Equal((CheckOf(participant), CheckOf(participant)), (answered.Location, takenBack.Location));
        Assert.DoesNotContain("Hours", check.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, refused.Status);
        Assert.Equal("Works (optional)", low.Heading);
        Assert.Contains("<a href=\"#f-Reason\">Say why saved answers change: Low</a>", unexplained.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, saved.Status);
        var stored = await web.MoodAsync(participant);
        Assert.Equal((3, "4", "no", false), (stored.Version, stored.Answers["low"], stored.Answers["works"], stored.Answers.ContainsKey("hours")));
        var history = (await web.Trial.AskAsync<ShowFieldHistory, FieldHistory>(Researcher, new ShowFieldHistory("TEST", participant, new FormAt("baseline", "mood"), "low"))).Value;
        Assert.Equal([("4", "Asked again"), ("3", null)], history.Values.Select(past => (past.Value, past.Reason)));
    }

    [Theory, OnSqlite]
    public async Task Shows_what_another_saved_meanwhile_before_it_is_saved(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.EnrolWithBaselineAsync("S1");
        using var client = await web.ClientOfAsync(Researcher);
        _ = (await web.Trial.RegisterAsync("another", Role.SiteResearcher, "S1")).Value;
        await GoOnAsync(client, await Page.GetAsync(client, QuestionOf(participant, 1)), participant, 1, ("a.low", "5"));
        var check = await Page.GetAsync(client, CheckOf(participant));
        _ = (await web.Trial.SaveAsync("another", participant, "baseline", "mood", 1, "Heard again", ("low", "8"), ("works", "no"))).Value;

        var shown = await check.SendOnAsync(client, CheckOf(participant), Filled(("Reason", "Misread the paper")));
        var between = await web.MoodAsync(participant);
        var saved = await shown.SendOnAsync(client, CheckOf(participant), Filled(("Reason", "Misread the paper")));

        Assert.Equal(HttpStatusCode.Conflict, shown.Status);
        Assert.Contains("another, 4 January 2027", shown.Html, StringComparison.Ordinal);
        Assert.Contains("<dd class=\"td-long\" dir=\"auto\">8</dd>", shown.Html, StringComparison.Ordinal);
        Assert.Equal(("8", 2), (between.Answers["low"], between.Version));
        Assert.Equal(HttpStatusCode.Redirect, saved.Status);
        var after = await web.MoodAsync(participant);
        Assert.Equal(("5", "no", 3), (after.Answers["low"], after.Answers["works"], after.Version));
    }

    [Theory, OnSqlite]
    public async Task Saves_nothing_that_was_not_on_the_page(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.EnrolAsync("S1");
        using var client = await web.ClientOfAsync(Researcher);
        var first = await Page.GetAsync(client, QuestionOf(participant, 1));
        await first.SendOnAsync(client, QuestionOf(participant, 1), ("a.low", "3"));
        var check = await Page.GetAsync(client, CheckOf(participant));
        web.Trial.Clock.MoveTo(web.Trial.Clock.GetUtcNow().AddMinutes(1));
        await first.SendOnAsync(client, QuestionOf(participant, 1), ("a.low", "9"));

        var refused = await check.SendOnAsync(client, CheckOf(participant), Filled());
        var before = await web.MoodAsync(participant);
        var saved = await refused.SendOnAsync(client, CheckOf(participant), Filled());

        Assert.Contains("Your answers were changed in another window since.", refused.Html, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, 0), (refused.Status, before.Version));
        Assert.Equal((HttpStatusCode.Redirect, "9"), (saved.Status, (await web.MoodAsync(participant)).Answers["low"]));
    }

    [Theory, OnSqlite]
    public async Task Comes_back_as_it_was_typed_after_the_session_ended(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.EnrolAsync("S1");
        using var client = await web.ClientOfAsync(Researcher);
        using var nobody = web.Client();
        var note = await Page.GetAsync(client, QuestionOf(participant, 3));

        var signIn = await note.SendOnAsync(nobody, QuestionOf(participant, 3), ("a.note", "typed at length"));
        var again = await note.SendOnAsync(client, QuestionOf(participant, 3) + "?handler=Resume", ("Typing", signIn.Hidden("Typing")));

        Assert.Equal("Sign in", signIn.Heading);
        Assert.Contains("You were signed out.", again.Html, StringComparison.Ordinal);
        Assert.Contains("typed at length</textarea>", again.Html, StringComparison.Ordinal);
        Assert.True((await web.DraftOfMoodAsync(participant)).IsRefused);
    }

    [Theory, OnSqlite]
    public async Task Adds_an_entry_to_a_log(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.EnrolAsync("S1");
        using var client = await web.ClientOfAsync(Researcher);
        var log = $"/trials/TEST/participants/{participant}/logs/contacts";
        var first = await Page.GetAsync(client, log + "/new/questions/1");

        var sent = await first.SendOnAsync(client, log + "/new/questions/1", ("a.on.day", "4"), ("a.on.month", "1"), ("a.on.year", "2027"));
        var check = await Page.GetAsync(client, log + "/new/questions/check");
        var saved = await check.SendOnAsync(client, log + "/new/questions/check", Filled());

        Assert.Equal((log + "/new/questions/2", log), (sent.Location, saved.Location));
        Assert.Equal("2027-01-04", (await web.StoredAsync(participant, new(VisitCode: null, "contacts"))).Answers["on"]);
    }

    [Theory, OnSqlite]
    public async Task Is_not_there_for_who_does_not_fill_it_in_nor_for_what_two_people_enter(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.EnrolWithBaselineAsync("S1");
        _ = (await web.Trial.RandomiseAsync("S1", participant)).Value;
        using var assessor = await web.ClientOfAsync("assessor S1");
        using var researcher = await web.ClientOfAsync(Researcher);

        foreach (var below in new[] { "/questions/1", "/questions/check" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await Page.GetAsync(assessor, MoodOf(participant) + below)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await Page.GetAsync(researcher, $"/trials/TEST/participants/{participant}/visits/m6/paper{below}")).Status);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await Page.GetAsync(researcher, QuestionOf(participant, 0))).Status);
        Assert.Equal(CheckOf(participant), (await Page.GetAsync(researcher, QuestionOf(participant, 9))).Location);
    }

    private static string QuestionOf(Guid participant, int number) => FormattableString.Invariant($"{MoodOf(participant)}/questions/{number}");

    private static string CheckOf(Guid participant) => $"{MoodOf(participant)}/questions/check";

    private static string ProgressOf(Page page) => page.Text[page.Text.LastIndexOf("Question ", StringComparison.Ordinal)..][.."Question 1 of 4".Length];

    private static async Task<Page> GoOnAsync(HttpClient client, Page page, Guid participant, int number, params (string Name, string Value)[] answers)
    {
        var sent = await page.SendOnAsync(client, QuestionOf(participant, number), answers);
        Assert.Equal(QuestionOf(participant, number + 1), sent.Location);
        return await Page.GetAsync(client, sent.Location!);
    }
}
