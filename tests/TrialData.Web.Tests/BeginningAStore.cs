using System.Net;
using System.Text.RegularExpressions;
using TrialData.Application.Administration;
using TrialData.Application.Administration.Credentials;
using TrialData.Application.Pipeline;
using TrialData.Hosting;
using TrialData.Hosting.Demonstration;
using Xunit;

namespace TrialData.Web.Tests;

public sealed partial class BeginningAStore : IDisposable
{
    private const string Code = EmptyPlace.Code;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly EmptyPlace place = new();
    private readonly HttpClient browser;

    public BeginningAStore() => browser = place.Client();

    private Door Door => place.Door;

    public void Dispose()
    {
        browser.Dispose();
        place.Dispose();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/sign-in")]
    [InlineData("/trials/TEST/participants")]
    public async Task Every_page_leads_to_the_first_steps_and_no_store_is_made_by_looking(string address)
    {
        var page = await Page.GetAsync(browser, address);

        Assert.Equal((HttpStatusCode.Redirect, "/start"), (page.Status, page.Location));
        Assert.False(place.Location.Exists);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Page.GetAsync(browser, "/api/v1/trials/TEST/participants")).Status);
    }

    [Fact]
    public async Task Nobody_begins_without_the_code_of_whoever_started_the_program()
    {
        var asked = await Page.GetAsync(browser, "/start");
        var wrong = await Page.GetAsync(browser, "/start?code=100000000000000000000000");
        var sent = await Page.SendAsync(browser, "/start?handler=Found", ("AccountName", "intruder"), ("Code", "guess"));
        var played = await Page.SendAsync(browser, "/start?handler=Demonstration", ("Code", string.Empty));

        Assert.DoesNotContain("Make the demonstration", asked.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.All(new[] { wrong, sent, played }, page => Assert.DoesNotContain("A trial of your own", page.Html, StringComparison.Ordinal));
        Assert.False(place.Location.Exists);
    }

    [Fact]
    public async Task The_first_administrator_comes_in_by_an_invitation_like_everybody()
    {
        var invited = await SendAsync("Found", ("AccountName", "Ada"), ("Code", Code));
        var chosen = await Page.SendAsync(browser, invited.Location!, ("Password", WebTrial.Password));
        var signedIn = await Page.SendAsync(browser, "/sign-in", ("AccountName", "Ada"), ("Password", WebTrial.Password));

        Assert.StartsWith("/invitation/", invited.Location, StringComparison.Ordinal);
        Assert.Equal("/sign-in", chosen.Location);
        Assert.Equal("/sign-in/set-up", signedIn.Location);
        var begun = (await Door.AskAsync<SignIn, BegunSignIn>(Actor.Nobody, new SignIn("Ada", WebTrial.Password), CancellationToken.None)).Value;
        var key = Totp.Read((await Door.AskAsync<EnrolSecondFactor, BegunSecondFactor>(Actor.Nobody, new EnrolSecondFactor(begun.Session), CancellationToken.None)).Value.Key);
        var code = Totp.CodeAt(key, Totp.StepAt(TimeProvider.System.GetUtcNow()));
        var session = (await Door.AskAsync<ConfirmSecondFactor, ConfirmedSecondFactor>(Actor.Nobody, new ConfirmSecondFactor(begun.Session, code), CancellationToken.None)).Value.SignedIn.Session;
        var ada = (await Door.FindActorAsync(session, CancellationToken.None)).Value;
        Assert.Empty((await Door.AskAsync<ListApiTokens, IReadOnlyList<ApiTokenEntry>>(ada, new ListApiTokens(), CancellationToken.None)).Value);
        Assert.Equal(
            [Role.Manager, Role.UnblindedStatistician, Role.Administrator],
            (await Door.AskAsync<ReviewAccess, AccessReview>(ada, new ReviewAccess(), CancellationToken.None)).Value.Accounts.Single().Roles.Select(role => role.Role).Order());
    }

    [Fact]
    public async Task The_first_steps_are_closed_once_there_is_an_account()
    {
        _ = await SendAsync("Found", ("AccountName", "Ada"), ("Code", Code));

        var again = await Page.GetAsync(browser, $"/start?code={Code}");
        var signIn = await Page.GetAsync(browser, "/sign-in");
        var second = await signIn.SendOnAsync(browser, "/start?handler=Found", ("AccountName", "Eve"), ("Code", Code));

        Assert.Equal("/", again.Location);
        Assert.NotEqual(HttpStatusCode.Redirect, second.Status);
        Assert.DoesNotContain("demonstration", signIn.Html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_demonstration_shows_how_anybody_signs_in_and_says_on_each_page_what_it_is()
    {
        var begun = await SendAsync("Demonstration", ("Code", Code));
        var until = TimeProvider.System.GetUtcNow() + Patience;
        Page page;
        do
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500));
            page = await Page.GetAsync(browser, begun.Location!);
            Assert.NotEqual(HttpStatusCode.UnprocessableEntity, page.Status);
        }
        while (page.Status == HttpStatusCode.OK && TimeProvider.System.GetUtcNow() < until);

        var signIn = await Page.GetAsync(browser, "/sign-in");
        _ = await Page.SendAsync(browser, "/sign-in", ("AccountName", "researcher S1"), ("Password", DemonstrationAccount.Password));
        var code = await Page.GetAsync(browser, "/sign-in/code");
        var shown = CodeOfResearcher().Match(code.Html).Groups["code"].Value;
        var entered = await Page.SendAsync(browser, "/sign-in/code", ("Code", shown));
        var home = await Page.GetAsync(browser, "/");

        Assert.Equal("/", page.Location);
        Assert.Contains("Every participant is simulated", signIn.Html, StringComparison.Ordinal);
        Assert.Equal("/", entered.Location);
        Assert.Contains("Site researcher at S1", home.Html, StringComparison.Ordinal);
        Assert.Contains("Every participant is simulated", home.Html, StringComparison.Ordinal);
        Assert.False(File.Exists(place.Location.Target + ".demonstration"));
    }

    private async Task<Page> SendAsync(string handler, params (string Name, string Value)[] fields) =>
        await Page.SendAgainAsync(browser, "/start?handler=" + handler, await Page.GetAsync(browser, $"/start?code={Code}"), fields);

    [GeneratedRegex("researcher S1</td><td[^>]*>S1</td><td[^>]*>(?<code>[0-9]{6})<", RegexOptions.NonBacktracking)]
    private static partial Regex CodeOfResearcher();
}
