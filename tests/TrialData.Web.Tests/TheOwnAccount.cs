using System.Net;
using TrialData.Application.Administration.Credentials;
using TrialData.Application.Tests;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Web.Tests;

public sealed class TheOwnAccount
{
    private const string Researcher = "researcher S1";
    private const string SafariOnIPad = "Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1";
    private const string FirefoxOnLinux = "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0";

    [Theory, OnSqlite]
    public async Task Shows_roles_and_every_device_and_signs_one_of_them_out(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        await web.SessionOfAsync(Researcher);
        using var ward = await SignedInAsync(web, SafariOnIPad);
        using var desk = await SignedInAsync(web, FirefoxOnLinux);

        var page = await Page.GetAsync(desk, "/account");
        var session = page.Hidden("session");
        var signedOut = await page.SendOnAsync(desk, "/account?handler=End", ("session", session));
        var said = await Page.GetAsync(desk, "/account");
        var again = await page.SendOnAsync(desk, "/account?handler=End", ("session", session));

        Assert.Equal(Researcher + " Your account", page.Heading);
        Assert.Contains("Site researcher", page.Html, StringComparison.Ordinal);
        Assert.Contains("S1 – First", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("S2 – Second", page.Html, StringComparison.Ordinal);
        Assert.Contains("Firefox on Linux", page.Html, StringComparison.Ordinal);
        Assert.Contains("Safari on iPad", page.Html, StringComparison.Ordinal);
        Assert.Contains("Edge on Windows", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("AppleWebKit", page.Html, StringComparison.Ordinal);
        Assert.Equal("/account", signedOut.Location);
        Assert.Contains("Safari on iPad is signed out.", said.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.Equal(HttpStatusCode.Redirect, (await Page.GetAsync(ward, "/")).Status);
        Assert.Equal(HttpStatusCode.OK, (await Page.GetAsync(desk, "/")).Status);
    }

    [Theory, OnSqlite]
    public async Task Signs_out_everywhere_else(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        await web.SessionOfAsync(Researcher);
        using var ward = await SignedInAsync(web, SafariOnIPad);
        using var desk = await SignedInAsync(web, FirefoxOnLinux);

        var done = await Page.SendAsync(desk, "/account?handler=Others");
        var page = await Page.GetAsync(desk, "/account");

        Assert.Equal("/account", done.Location);
        Assert.Contains("You are signed out everywhere else: 2 devices.", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Sign out everywhere else", page.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await Page.GetAsync(ward, "/")).Status);
    }

    [Theory, OnSqlite]
    public async Task Another_authenticator_is_shown_once_the_own_password_is_given(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        using var desk = await web.ClientOfAsync(Researcher);

        var asked = await Page.GetAsync(desk, "/sign-in/set-up?next=%2Faccount");
        var empty = await asked.SendOnAsync(desk, "/sign-in/set-up?handler=Password");
        var wrong = await asked.SendOnAsync(desk, "/sign-in/set-up?handler=Password", ("Password", "not the password"));
        var begun = await asked.SendOnAsync(desk, "/sign-in/set-up?handler=Password", ("Password", WebTrial.Password));
        var key = Totp.Read(begun.Hidden("Key"));
        var codes = await begun.SendOnAsync(desk, "/sign-in/set-up", ("Code", Totp.CodeAt(key, Totp.StepAt(web.Trial.Clock.GetUtcNow()))));

        Assert.Equal("Set up another authenticator", asked.Heading);
        Assert.Contains("<a href=\"#f-Password\">Enter your password</a>", empty.Html, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "Set up another authenticator"), (wrong.Status, wrong.Heading));
        Assert.All([asked, empty, wrong], page => Assert.Empty(page.Hidden("Key")));
        Assert.Equal("Set up your authenticator", begun.Heading);
        Assert.Equal("/account", begun.Hidden("Next"));
        Assert.Equal("Keep your recovery codes", codes.Heading);
        Assert.Contains("href=\"/account\">I have kept them", codes.Html, StringComparison.Ordinal);
        Assert.Equal("1", await web.Trial.ValueAsync("SELECT COUNT(*) FROM AuditEvent WHERE UseCase = 'EnrolSecondFactor' AND Field = 'authenticator' AND OldValue = 'confirmed'"));
        Assert.Equal("2", await web.Trial.ValueAsync($"SELECT COUNT(*) FROM AuditEvent WHERE UseCase = 'ConfirmSecondFactor' AND Field = 'authenticator' AND Subject = '{Researcher}'"));
    }

    [Theory, OnSqlite]
    public async Task New_recovery_codes_are_shown_once_and_the_old_ones_end(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        using var desk = await web.ClientOfAsync(Researcher);
        var old = await CodesAsync(web);

        var account = await Page.GetAsync(desk, "/account");
        var form = await Page.GetAsync(desk, "/account/recovery-codes");
        var empty = await form.SendOnAsync(desk, "/account/recovery-codes");
        var wrong = await form.SendOnAsync(desk, "/account/recovery-codes", ("Password", "not the password"));
        var between = await CodesAsync(web);
        var shown = await form.SendOnAsync(desk, "/account/recovery-codes", ("Password", WebTrial.Password));
        var again = await Page.GetAsync(desk, "/account/recovery-codes");
        var codes = shown.Html.Split("<li class=\"td-secret\">").Skip(1).Select(after => after[..after.IndexOf('<', StringComparison.Ordinal)]).ToList();

        Assert.Contains("href=\"/account/recovery-codes\"", account.Html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"#f-Password\">Enter your password</a>", empty.Html, StringComparison.Ordinal);
        Assert.Contains("This changed nothing: give your own password.", wrong.Html, StringComparison.Ordinal);
        Assert.Equal(old, between);
        Assert.Equal("Keep your new recovery codes", shown.Heading);
        Assert.Equal((10, 10), (codes.Count, codes.Distinct().Count()));
        Assert.DoesNotContain("td-secret", again.Html, StringComparison.Ordinal);
        Assert.NotEqual(old, await CodesAsync(web));
        Assert.Equal("1", await web.Trial.ValueAsync("SELECT COUNT(*) FROM AuditEvent WHERE UseCase = 'ReplaceRecoveryCodes' AND Field = 'recoveryCodes' AND NewValue = 'replaced'"));
    }

    private static Task<string?> CodesAsync(WebTrial web) => web.Trial.ValueAsync(
        $"SELECT MIN(r.CodeHash) FROM RecoveryCode AS r INNER JOIN Account AS a ON a.AccountId = r.AccountId WHERE a.Name = '{Researcher}'");

    private static async Task<HttpClient> SignedInAsync(WebTrial web, string userAgent)
    {
        var client = web.Client();
        client.DefaultRequestHeaders.Add("User-Agent", userAgent);
        await Page.SendAsync(client, "/sign-in", ("AccountName", Researcher), ("Password", WebTrial.Password));
        web.Trial.Clock.MoveTo(web.Trial.Clock.GetUtcNow().AddSeconds(30));
        await Page.SendAsync(client, "/sign-in/code", ("Code", web.CodeOf(Researcher)));
        return client;
    }
}
