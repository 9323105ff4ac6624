using System.Net;
using TrialData.Application.Administration;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;
using static TrialData.Web.Tests.Forms.FormsOfATrial;

namespace TrialData.Web.Tests.Forms;

/// <summary>A session ends while a form is typed. What is sent then comes back after signing in, and is stored nowhere before.</summary>
public sealed class SigningOutMidForm
{
    private static readonly TimeSpan LongerThanASession = TimeSpan.FromHours(1);

    [Theory, OnSqlite]
    public async Task Loses_nothing_that_was_typed(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.EnrolAsync("S1");
        await web.SessionOfAsync(Researcher);
        using var client = web.Client();
        await SignInAsync(web, client, Researcher);
        var form = await Page.GetAsync(client, MoodOf(participant));
        web.Trial.Clock.MoveTo(web.Trial.Clock.GetUtcNow() + LongerThanASession);

        var signIn = await form.SendOnAsync(client, MoodOf(participant), Filled(("a.low", "6"), ("a.note", "typed <b>at length</b>"), ("a.since.day", "31"), ("a.since.month", "2"), ("a.since.year", "2020"), ("Mode", "Phone")));
        var wrong = await signIn.SendOnAsync(client, "/sign-in", ("AccountName", Researcher), ("Password", "not the password"));
        var code = await wrong.SendOnAsync(client, "/sign-in", ("AccountName", Researcher), ("Password", WebTrial.Password));
        var wrongCode = await code.SendOnAsync(client, "/sign-in/code", ("Code", "000000"));
        var entered = await wrongCode.SendOnAsync(client, "/sign-in/code", ("Code", web.CodeOf(Researcher)));
        var again = await entered.SendOnAsync(client, MoodOf(participant) + "?handler=Resume");
        var saved = await again.SendOnAsync(client, MoodOf(participant), Filled(("a.low", "6"), ("a.note", "typed <b>at length</b>")));

        Assert.Equal((HttpStatusCode.OK, "Sign in"), (signIn.Status, signIn.Heading));
        Assert.Contains("Nothing of what you just sent was saved yet", signIn.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("at length", WebUtility.HtmlDecode(signIn.Html), StringComparison.Ordinal);
        Assert.Equal("Enter your code", code.Heading);
        Assert.Equal("You are signed in", entered.Heading);
        Assert.Contains("You were signed out. Nothing of this was saved yet.", again.Html, StringComparison.Ordinal);
        Assert.Contains("name=\"a.low\" type=\"text\" value=\"6\"", again.Html, StringComparison.Ordinal);
        Assert.Contains("typed &lt;b&gt;at length&lt;/b&gt;</textarea>", again.Html, StringComparison.Ordinal);
        Assert.Contains("name=\"a.since.day\" type=\"text\" inputmode=\"numeric\" autocomplete=\"off\" value=\"31\"", again.Html, StringComparison.Ordinal);
        Assert.Contains("<option value=\"Phone\" selected=\"selected\">", again.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, saved.Status);
        Assert.Equal((1, "6"), ((await web.MoodAsync(participant)).Version, (await web.MoodAsync(participant)).Answers["low"]));
    }

    [Theory, OnSqlite]
    public async Task Gives_another_account_nothing_of_it(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.EnrolAsync("S1");
        _ = (await web.Trial.RegisterAsync("another", Role.SiteResearcher, "S1")).Value;
        await web.SessionOfAsync("another");
        using var client = await web.ClientOfAsync(Researcher);
        using var nobody = web.Client();
        var form = await Page.GetAsync(client, MoodOf(participant));

        var signIn = await form.SendOnAsync(nobody, MoodOf(participant), Filled(("a.low", "6")));
        var code = await signIn.SendOnAsync(nobody, "/sign-in", ("AccountName", "another"), ("Password", WebTrial.Password));
        web.Trial.Clock.MoveTo(web.Trial.Clock.GetUtcNow().AddSeconds(30));
        var entered = await code.SendOnAsync(nobody, "/sign-in/code", ("Code", web.CodeOf("another")));
        var opened = await Page.GetAsync(nobody, MoodOf(participant));
        var taken = await (opened with { Html = opened.Html.Replace("name=\"Owner\"", "name=\"Unused\"", StringComparison.Ordinal) })
            .SendOnAsync(nobody, MoodOf(participant) + "?handler=Resume", ("Typing", signIn.Hidden("Typing")));

        Assert.Equal("Sign in", signIn.Heading);
        Assert.NotEmpty(signIn.Hidden("Typing"));
        Assert.Equal(MoodOf(participant), entered.Location);
        Assert.Equal((HttpStatusCode.Redirect, MoodOf(participant)), (taken.Status, taken.Location));
    }

    [Theory, OnSqlite]
    public async Task Keeps_it_for_half_an_hour_and_at_its_own_address_alone(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var (participant, neighbour) = (await web.Trial.EnrolAsync("S1"), await web.Trial.EnrolAsync("S1"));
        using var client = await web.ClientOfAsync(Researcher);
        using var nobody = web.Client();
        var form = await Page.GetAsync(client, MoodOf(participant));
        var signIn = await form.SendOnAsync(nobody, MoodOf(participant), Filled(("a.low", "6")));
        var typing = ("Typing", signIn.Hidden("Typing"));

        var elsewhere = await form.SendOnAsync(client, MoodOf(neighbour) + "?handler=Resume", typing);
        var inTime = await form.SendOnAsync(client, MoodOf(participant) + "?handler=Resume", typing);
        web.Trial.Clock.MoveTo(web.Trial.Clock.GetUtcNow().AddMinutes(29));
        await Page.GetAsync(client, "/");
        web.Trial.Clock.MoveTo(web.Trial.Clock.GetUtcNow().AddMinutes(2));
        var late = await form.SendOnAsync(client, MoodOf(participant) + "?handler=Resume", typing);

        Assert.Equal(HttpStatusCode.Redirect, elsewhere.Status);
        Assert.Contains("name=\"a.low\" type=\"text\" value=\"6\"", inTime.Html, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Redirect, MoodOf(participant)), (late.Status, late.Location));
    }

    [Theory, OnSqlite]
    public async Task Carries_nothing_that_no_page_of_ours_was_drawn_for(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.EnrolAsync("S1");
        using var nobody = web.Client();

        using var forged = new FormUrlEncodedContent([KeyValuePair.Create("a.low", "6"), KeyValuePair.Create("Owner", "made up")]);
        using var answer = await nobody.PostAsync(new Uri(MoodOf(participant), UriKind.Relative), forged);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith("/sign-in?next=", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    private static async Task SignInAsync(WebTrial web, HttpClient client, string account)
    {
        await Page.SendAsync(client, "/sign-in", ("AccountName", account), ("Password", WebTrial.Password));
        web.Trial.Clock.MoveTo(web.Trial.Clock.GetUtcNow().AddSeconds(30));
        var entered = await Page.SendAsync(client, "/sign-in/code", ("Code", web.CodeOf(account)));
        Assert.Equal("/", entered.Location);
    }
}
