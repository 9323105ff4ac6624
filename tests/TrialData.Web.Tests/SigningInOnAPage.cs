using System.Net;
using System.Text.RegularExpressions;
using TrialData.Application.Administration.Credentials;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Web.Tests;

public sealed partial class SigningInOnAPage
{
    [Theory, OnSqlite]
    public async Task Takes_an_invited_person_from_the_password_to_the_authenticator_and_in(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var invited = await web.Trial.InviteAsync("eva");
        using var client = web.Client();

        var accepted = await Page.SendAsync(client, $"/invitation/{invited.Invitation.Text}", ("Password", "three unlikely words"));
        var begun = await Page.SendAsync(client, "/sign-in", ("AccountName", "eva"), ("Password", "three unlikely words"));
        var setUp = await Page.GetAsync(client, "/sign-in/set-up");
        var key = Key().Match(setUp.Html).Groups["text"].Value;
        var code = Totp.CodeAt(Totp.Read(key), Totp.StepAt(web.Trial.Clock.GetUtcNow()));
        // Opening the page again would begin another authenticator.
        var wrong = await Page.SendAgainAsync(client, "/sign-in/set-up", setUp, ("Code", "000000"), ("Key", key), ("Address", "otpauth://totp/x"));
        var right = await Page.SendAgainAsync(client, "/sign-in/set-up", setUp, ("Code", code), ("Key", key), ("Address", "otpauth://totp/x"));
        var home = await Page.GetAsync(client, "/");

        Assert.Equal("/sign-in", accepted.Location);
        Assert.Equal("/sign-in/set-up", begun.Location);
        Assert.Contains("<svg role=\"img\"", setUp.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Contains(key, wrong.Html, StringComparison.Ordinal);
        Assert.Contains("Keep your recovery codes", right.Html, StringComparison.Ordinal);
        Assert.Equal("Home", home.Heading);
    }

    [Theory, OnSqlite]
    public async Task Needs_password_and_code_and_goes_on_to_where_one_was_going(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        await web.SessionOfAsync("researcher S1");
        using var client = web.Client();

        var turnedAway = await Page.GetAsync(client, "/trials/TEST/participants?page=2");
        var begun = await Page.SendAsync(client, "/sign-in?next=%2Faccount", ("AccountName", "researcher S1"), ("Password", WebTrial.Password), ("Next", "/account"));
        var half = await Page.GetAsync(client, "/");
        var wrong = await Page.SendAsync(client, "/sign-in/code", ("Code", "000000"));
        web.Trial.Clock.MoveTo(web.Trial.Clock.GetUtcNow().AddSeconds(30));
        var entered = await Page.SendAsync(client, "/sign-in/code?next=%2Faccount", ("Code", web.CodeOf("researcher S1")), ("Next", "/account"));
        var home = await Page.GetAsync(client, "/");

        Assert.Equal("/sign-in?next=%2Ftrials%2FTEST%2Fparticipants%3Fpage%3D2", turnedAway.Location);
        Assert.Equal("/sign-in/code?next=%2Faccount", begun.Location);
        Assert.Equal("/sign-in", half.Location);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Equal("/account", entered.Location);
        Assert.Equal("Home", home.Heading);
    }

    [Theory, OnSqlite]
    public async Task Says_the_same_of_a_wrong_name_and_a_wrong_password(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        await web.PersonOfAsync("researcher S1");
        using var client = web.Client();

        var name = await Page.SendAsync(client, "/sign-in", ("AccountName", "nobody"), ("Password", "wrong wrong wrong"));
        var password = await Page.SendAsync(client, "/sign-in", ("AccountName", "researcher S1"), ("Password", "wrong wrong wrong"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, name.Status);
        Assert.Equal(name.Constant.Replace("nobody", "researcher S1", StringComparison.Ordinal), password.Constant);
    }

    [Theory, OnSqlite]
    public async Task Follows_no_address_of_another_host(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        await web.SessionOfAsync("researcher S1");
        foreach (var elsewhere in new[] { "https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "javascript:alert(1)" })
        {
            using var client = web.Client();
            await Page.SendAsync(client, "/sign-in", ("AccountName", "researcher S1"), ("Password", WebTrial.Password));
            web.Trial.Clock.MoveTo(web.Trial.Clock.GetUtcNow().AddSeconds(30));

            var entered = await Page.SendAsync(client, "/sign-in/code", ("Code", web.CodeOf("researcher S1")), ("Next", elsewhere));

            Assert.Equal("/", entered.Location);
        }
    }

    [Theory, OnSqlite]
    public async Task Ends_with_signing_out_on_the_server_too(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        using var client = await web.ClientOfAsync("researcher S1");

        var before = await Page.GetAsync(client, "/");
        var out_ = await Page.SendAsync(client, "/sign-out");
        var after = await Page.GetAsync(client, "/");

        Assert.Equal(HttpStatusCode.OK, before.Status);
        Assert.Equal("/sign-in", out_.Location);
        Assert.Equal(HttpStatusCode.Redirect, after.Status);
    }

    [Theory, OnSqlite]
    public async Task Needs_a_form_of_ours(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        using var client = await web.ClientOfAsync("researcher S1");
        using var forged = new FormUrlEncodedContent([]);

        using var answer = await client.PostAsync(new Uri("/sign-out", UriKind.Relative), forged);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Page.GetAsync(client, "/")).Status);
    }

    [GeneratedRegex("<p class=\"td-secret\">(?<text>[A-Z2-7]+)</p>", RegexOptions.NonBacktracking)]
    private static partial Regex Key();
}
