using System.Net;
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
