using Microsoft.Playwright;
using TrialData.Application.Administration.Credentials;
using TrialData.Application.Tests;
using TrialData.Storage;
using TrialData.Testing;
using TrialData.Web.Tests;
using Xunit;

namespace TrialData.Browser.Tests.Journeys;

public sealed class TheOwnAccount(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Researcher = "researcher S1";
    private const string NewPassword = "four other unlikely words";

    [BrowserTheory, OnSqlite]
    public async Task Signs_a_device_out_and_changes_the_password(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        await web.SessionOfAsync(Researcher);
        var address = web.Listen();
        await using var ward = await chromium.NobodyAsync(address, Device.Phone);
        await using var desk = await chromium.NobodyAsync(address);
        await SignInAsync(web, ward);
        await SignInAsync(web, desk);

        await desk.FollowAsync(Researcher);
        await desk.SeeHeadingAsync(Researcher + " Your account");
        await desk.SeeAsync("This device");
        await desk.ArriveAsync(() => desk.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out Chrome on Linux" }).ClickAsync());
        await desk.SeeAsync("Chrome on Linux is signed out.");
        await ward.OpenAsync("/");
        await ward.SeeHeadingAsync("Sign in");
        await desk.PressAsync("Sign out everywhere else");
        await desk.FollowAsync("Change your password");
        await desk.TypeAsync("Password until now", WebTrial.Password);
        await desk.TypeAsync("New password", NewPassword);
        await desk.PressAsync("Change password");
        await desk.SeeHeadingAsync(Researcher + " Your account");

        Assert.Equal("Chrome on Linux", await web.Trial.ValueAsync("SELECT MIN(Device) FROM SignInSession WHERE EndedAt IS NULL AND ConfirmedAt IS NOT NULL"));
        Assert.Equal("1", await web.Trial.ValueAsync("SELECT COUNT(*) FROM SignInSession WHERE EndedAt IS NULL"));
        Assert.Equal("2", await web.Trial.ValueAsync("SELECT COUNT(*) FROM UsedPassword AS u INNER JOIN Account AS a ON a.AccountId = u.AccountId WHERE a.Name = 'researcher S1'"));
    }

    [BrowserTheory, OnSqlite]
    public async Task Replaces_the_authenticator_and_then_the_recovery_codes_by_the_own_password(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        await using var desk = await chromium.PersonAsync(web, web.Listen(), Researcher);

        await desk.OpenAsync("/account");
        await desk.FollowAsync("Set up another authenticator");
        await desk.TypeAsync("Your password", "not the password");
        await desk.PressInVainAsync("Continue");
        await desk.FollowErrorAsync("This changed nothing: give your own password. After several failures, wait before you try again.");
        await desk.TypeAsync("Your password", WebTrial.Password);
        await desk.PressAsync("Continue");
        await desk.SeeHeadingAsync("Set up your authenticator");
        await desk.Page.GetByText("I cannot scan the picture").ClickAsync();
        var key = Totp.Read(await desk.Page.Locator("p.td-secret").InnerTextAsync());
        await desk.TypeAsync("Code", Totp.CodeAt(key, Totp.StepAt(web.Trial.Clock.GetUtcNow())));
        await desk.PressAsync("Continue");
        var first = await desk.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Listitem).AllInnerTextsAsync();
        await desk.PressAsync("I have kept them");
        await desk.FollowAsync("Get new recovery codes");
        await desk.TypeAsync("Your password", WebTrial.Password);
        await desk.PressAsync("Get new codes");
        await desk.SeeHeadingAsync("Keep your new recovery codes");
        var second = await desk.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Listitem).AllInnerTextsAsync();
        await desk.PressAsync("I have kept them");
        await desk.SeeHeadingAsync(Researcher + " Your account");

        Assert.Equal((10, 10, 20), (first.Count, second.Count, first.Concat(second).Distinct().Count()));
        Assert.Equal("10", await web.Trial.ValueAsync("SELECT COUNT(*) FROM RecoveryCode AS r INNER JOIN Account AS a ON a.AccountId = r.AccountId WHERE a.Name = 'researcher S1' AND r.UsedAt IS NULL"));
        Assert.Equal("1", await web.Trial.ValueAsync("SELECT COUNT(*) FROM AuditEvent WHERE UseCase = 'ReplaceRecoveryCodes' AND Field = 'recoveryCodes'"));
    }

    private static async Task SignInAsync(WebTrial web, Visitor person)
    {
        web.Trial.Clock.MoveTo(web.Trial.Clock.GetUtcNow().AddSeconds(30));
        await person.OpenAsync("/sign-in");
        await person.TypeAsync("Account name", Researcher);
        await person.TypeAsync("Password", WebTrial.Password);
        await person.PressAsync("Continue");
        await person.TypeAsync("Code", web.CodeOf(Researcher));
        await person.PressAsync("Sign in");
    }
}
