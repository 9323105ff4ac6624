using System.Net;
using TrialData.Application.Capture;
using TrialData.Application.Protocol;
using TrialData.Storage;
using TrialData.Testing;
using TrialData.Web.Tests.Forms;
using Xunit;
using static TrialData.Web.Tests.Links.LinkInTests;

namespace TrialData.Web.Tests.Links;

public sealed class AnsweringByALink
{
    [Theory, OnSqlite]
    public async Task Goes_from_question_to_question_and_is_saved_as_the_participant_s_own(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var (participant, link) = await web.Trial.GiveLinkAsync();
        using var phone = web.Client();

        var start = await Page.GetAsync(phone, link.AddressOf());
        var first = await start.PressAsync(phone, link, "Begin");
        var page = first;
        for (var item = 1; item <= 14; item++)
        {
            page = await page.ContinueAsync(phone, link, FormattableString.Invariant($"q{item}"), "2");
        }

        var last = page;
        var answers = await last.PressAsync(phone, link, "Decline");
        var before = await web.StoredAsync(participant, new FormAt("m6", "qpr-15"));
        var sent = await answers.PressAsync(phone, link, "Send");
        var done = await Page.GetAsync(phone, sent.Location!);

        Assert.Contains("15 questions", start.Html, StringComparison.Ordinal);
        Assert.Contains("Question 1 of 15", first.Html, StringComparison.Ordinal);
        Assert.Contains("This is about the last week", first.Html, StringComparison.Ordinal);
        Assert.Equal(("Item 15", "Check your answers"), (last.Heading, answers.Heading));
        Assert.Contains("Question 15 of 15", last.Html, StringComparison.Ordinal);
        Assert.Contains("You would rather not answer", answers.Html, StringComparison.Ordinal);
        Assert.Equal(0, before.Version);
        Assert.Equal(("/fill/done", "Your answers were sent"), (sent.Location, done.Heading));
        var stored = await web.StoredAsync(participant, new FormAt("m6", "qpr-15"));
        Assert.Equal((1, CaptureMode.Link), (stored.Version, stored.Mode));
        Assert.Equal(14, stored.Answers.Count(answer => answer.Value == "2"));
        Assert.Equal([KeyValuePair.Create("q15", Missing.Refused)], stored.Missing);
    }

    [Theory, OnSqlite]
    public async Task Shows_to_staff_who_answered(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var (participant, link) = await web.Trial.GiveLinkAsync();
        using var phone = web.Client();
        await (await AnswerAllAsync(phone, link, "3")).PressAsync(phone, link, "Send");
        using var staff = await web.ClientOfAsync(Researcher);
        var form = $"/trials/TEST/participants/{participant}/visits/m6/qpr-15";

        var read = await Page.GetAsync(staff, form);
        await (await Page.GetAsync(staff, form + "?change=true")).SendOnAsync(
            staff, form, [.. FormsOfATrial.Filled([.. Enumerable.Range(1, 15).Select(item => (FormattableString.Invariant($"a.q{item}"), item == 1 ? "4" : "3"))]), ("Mode", "Link"), ("Reason", "Asked again by telephone")]);
        var history = (await Page.GetAsync(staff, form + "/history/q1")).Text;

        Assert.Contains("By the participant, by a link", read.Html, StringComparison.Ordinal);
        Assert.Contains("version 2 By researcher S1 Reason Asked again by telephone", history, StringComparison.Ordinal);
        Assert.Contains("version 1 By The participant, by a link of researcher S1", history, StringComparison.Ordinal);
    }

    [Theory, OnSqlite]
    public async Task Goes_back_and_changes_an_answer_before_it_is_sent(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var (participant, link) = await web.Trial.GiveLinkAsync();
        using var phone = web.Client();
        var second = await (await BeginAsync(phone, link)).ContinueAsync(phone, link, "q1", "1");

        var back = await second.PressAsync(phone, link, "Back");
        var start = await back.PressAsync(phone, link, "Back");
        var again = await start.PressAsync(phone, link, "Begin");
        var answers = again;
        for (var item = 2; item <= 15; item++)
        {
            answers = await answers.ContinueAsync(phone, link, FormattableString.Invariant($"q{item}"), "2");
        }

        var changing = await answers.PressAsync(phone, link, "Change", ("Question", "qpr-15.q4"));
        var left = await changing.PressAsync(phone, link, "Back");
        var changed = await changing.ContinueAsync(phone, link, "q4", "0");
        var sent = await changed.PressAsync(phone, link, "Send");

        Assert.Equal("Item 1", back.Heading);
        Assert.Contains("name=\"a.q1\" type=\"text\" value=\"1\"", back.Html, StringComparison.Ordinal);
        Assert.Equal("Questions from your research team", start.Heading);
        Assert.Equal("Item 2", again.Heading);
        Assert.Contains("name=\"a.q4\" type=\"text\" value=\"2\"", changing.Html, StringComparison.Ordinal);
        Assert.Equal(["Check your answers", "Check your answers"], new[] { left.Heading, changed.Heading });
        Assert.Equal("/fill/done", sent.Location);
        var stored = (await web.StoredAsync(participant, new FormAt("m6", "qpr-15"))).Answers;
        Assert.Equal(("1", "2", "0", "2"), (stored["q1"], stored["q2"], stored["q4"], stored["q15"]));
    }

    [Theory, OnSqlite]
    public async Task Says_at_the_question_what_is_wrong_and_keeps_what_was_answered_before(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var (_, link) = await web.Trial.GiveLinkAsync();
        using var phone = web.Client();
        var second = await (await BeginAsync(phone, link)).ContinueAsync(phone, link, "q1", "1");

        var tooHigh = await second.ContinueAsync(phone, link, "q2", "7");
        var empty = await tooHigh.ContinueAsync(phone, link, "q2", " ");
        var back = await empty.PressAsync(phone, link, "Back");
        var third = await empty.ContinueAsync(phone, link, "q2", "4");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "Item 2"), (tooHigh.Status, tooHigh.Heading));
        Assert.Contains("<a href=\"#f-a-q2\">Your answer must be from 0 to 4</a>", tooHigh.Html, StringComparison.Ordinal);
        Assert.Contains("name=\"a.q2\" type=\"text\" value=\"7\"", tooHigh.Html, StringComparison.Ordinal);
        Assert.StartsWith("Error: ", tooHigh.Html[(tooHigh.Html.IndexOf("<title>", StringComparison.Ordinal) + 7)..], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.Status);
        Assert.Contains("<a href=\"#f-a-q2\">Enter an answer, or say that you would rather not answer</a>", empty.Html, StringComparison.Ordinal);
        Assert.Contains("name=\"a.q1\" type=\"text\" value=\"1\"", back.Html, StringComparison.Ordinal);
        Assert.Equal("Item 3", third.Heading);
    }

    [Theory, OnSqlite]
    public async Task Asks_what_follows_from_an_answer_and_hands_in_nothing_that_is_no_longer_asked(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine, WithEmployment);
        var (participant, link) = await web.Trial.GiveLinkAsync();
        using var phone = web.Client();

        var hours = await (await BeginAsync(phone, link)).ContinueAsync(phone, link, "status", "01");
        var answers = await hours.ContinueAsync(phone, link, "hours", "20.5");
        var changing = await answers.PressAsync(phone, link, "Change", ("Question", "qpr-15.status"));
        var study = await changing.ContinueAsync(phone, link, "status", "03");
        var untouched = await study.SendOnAsync(phone, link.AddressOf());
        var checkedAgain = await study.ContinueAsync(phone, link, "full_time_study", "yes");
        await checkedAgain.PressAsync(phone, link, "Send");

        Assert.Equal("Hours of paid work in a usual week (optional)", hours.Heading);
        Assert.Contains("Question 2 of 2", hours.Html, StringComparison.Ordinal);
        Assert.Contains("Employed", answers.Html, StringComparison.Ordinal);
        Assert.Equal("Studies full time", study.Heading);
        Assert.Contains("Choose an answer, or say that you would rather not answer", untouched.Html, StringComparison.Ordinal);
        Assert.Equal("Check your answers", checkedAgain.Heading);
        Assert.DoesNotContain("20.5", checkedAgain.Html, StringComparison.Ordinal);
        Assert.Equal(
            [("full_time_study", "yes"), ("status", "03")],
            (await web.StoredAsync(participant, new FormAt("m6", "qpr-15"))).Answers.Select(answer => (answer.Key, answer.Value)).OrderBy(answer => answer.Key, StringComparer.Ordinal));
    }

    [Theory, OnSqlite]
    public async Task Goes_on_without_an_answer_where_the_form_takes_no_reason_and_needs_none(Engine engine)
    {
        var protocol = JsonEdit.With(WithEmployment, "forms[2].missingCodes", "[]");
        await using var web = await WebTrial.OpenAsync(engine, protocol);
        var (_, link) = await web.Trial.GiveLinkAsync();
        using var phone = web.Client();
        var start = await Page.GetAsync(phone, link.AddressOf());
        var first = await start.PressAsync(phone, link, "Begin");

        var forced = await first.PressAsync(phone, link, "Decline");
        var hours = await first.ContinueAsync(phone, link, "status", "01");
        var answers = await hours.SendOnAsync(phone, link.AddressOf());

        Assert.DoesNotContain("rather not", start.Html + first.Html, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "Employment status"), (forced.Status, forced.Heading));
        Assert.Contains("<a href=\"#f-a-status\">Choose an answer</a>", forced.Html, StringComparison.Ordinal);
        Assert.Contains("Not answered", answers.Html, StringComparison.Ordinal);
    }

    [Theory, OnSqlite]
    public async Task Asks_about_a_text_that_looks_like_a_name_or_number_of_somebody(Engine engine)
    {
        const string Written = "Ring 07700 900123 <b>soon</b>";
        await using var web = await WebTrial.OpenAsync(engine, JsonEdit.With(TestProtocol.Json, "forms[2].instrument", "\"gbo\""));
        var (participant, link) = await web.Trial.GiveLinkAsync();
        using var phone = web.Client();
        var page = await BeginAsync(phone, link);
        page = await page.ContinueAsync(phone, link, "goal1_text", Written);
        page = await page.ContinueAsync(phone, link, "goal1", "5");
        foreach (var item in new[] { "goal2_text", "goal2", "goal3_text", "goal3" })
        {
            page = await page.ContinueAsync(phone, link, item, string.Empty);
        }

        var asked = await page.PressAsync(phone, link, "Send");
        var still = await asked.PressAsync(phone, link, "Send");
        var sent = await asked.PressAsync(phone, link, "Send", ("Confirmed", "true"));

        Assert.DoesNotContain("<b>soon", page.Html, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity), (asked.Status, still.Status));
        Assert.Contains("looks like a telephone number", asked.Html, StringComparison.Ordinal);
        Assert.Equal("/fill/done", sent.Location);
        Assert.Equal(Written, (await web.StoredAsync(participant, new FormAt("m6", "qpr-15"))).Answers["goal1_text"]);
    }

    [Theory, OnSqlite]
    public async Task Tells_nothing_of_participant_trial_site_or_arm_and_offers_no_way_to_the_pages_of_staff(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var (participant, link) = await web.Trial.GiveLinkAsync();
        using var staff = await web.ClientOfAsync(Researcher);
        var start = await Page.GetAsync(staff, link.AddressOf());
        var question = await start.PressAsync(staff, link, "Begin");
        var answers = question;
        for (var item = 1; item <= 15; item++)
        {
            answers = await answers.ContinueAsync(staff, link, FormattableString.Invariant($"q{item}"), "2");
        }

        await answers.PressAsync(staff, link, "Send");
        var done = await Page.GetAsync(staff, "/fill/done");
        var used = await Page.GetAsync(staff, link.AddressOf());

        foreach (var page in new[] { start, question, answers, done, used })
        {
            Assert.All(
                ["S1-0001", "TEST", "First", "New", "Old", "researcher S1", participant.ToString(), "QPR", "<nav", "href=\"/\"", "Sign out", "action=\"/sign"],
                told => Assert.DoesNotContain(told, page.Html.Replace(page.AntiforgeryToken.Length > 0 ? page.AntiforgeryToken : "\0", string.Empty, StringComparison.Ordinal).Replace(page.Hidden("State") is { Length: > 0 } state ? state : "\0", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal));
        }
    }

    [Theory, OnSqlite]
    public async Task Begins_again_with_answers_that_were_sealed_for_another_link(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var (participant, link) = await web.Trial.GiveLinkAsync();
        var other = await web.Trial.GiveLinkAsync(participant);
        using var phone = web.Client();
        var answers = await AnswerAllAsync(phone, link, "2");

        var start = await answers.ContinueAsync(phone, other, "q1", "1");
        var sent = await answers.PressAsync(phone, other, "Send");

        Assert.Contains("could not be kept", start.Html, StringComparison.Ordinal);
        Assert.Equal("Item 1", sent.Heading);
        Assert.Equal(0, (await web.StoredAsync(participant, new FormAt("m6", "qpr-15"))).Version);
    }

    [Theory, OnSqlite]
    public async Task Says_so_where_the_site_saved_the_form_meanwhile(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var (participant, link) = await web.Trial.GiveLinkAsync();
        using var phone = web.Client();
        var answers = await AnswerAllAsync(phone, link, "2");
        _ = (await web.Trial.SaveAsync(
            Researcher, participant, "m6", "qpr-15", 0, [.. Enumerable.Range(1, 15).Select(item => (FormattableString.Invariant($"q{item}"), "1"))])).Value;

        var sent = await answers.PressAsync(phone, link, "Send");

        Assert.Equal((HttpStatusCode.Conflict, "These questions were answered already"), (sent.Status, sent.Heading));
        Assert.Equal("1", (await web.StoredAsync(participant, new FormAt("m6", "qpr-15"))).Answers["q1"]);
    }
}
