using Microsoft.Playwright;
using TrialData.Application.Administration.Credentials;
using TrialData.Application.Tests;
using TrialData.Storage;
using TrialData.Testing;
using TrialData.Web.Tests;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace TrialData.Browser.Tests.Journeys;

public sealed class SigningInForTheFirstTime(Chromium chromium) : IClassFixture<Chromium>
{
    [BrowserTheory, OnSqlite]
    public async Task Goes_from_the_invitation_by_password_and_picture_to_the_home_page(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var invited = await web.Trial.InviteAsync("eva");
        await using var eva = await chromium.NobodyAsync(web.Listen());

        await eva.OpenAsync($"/invitation/{invited.Invitation.Text}");
        await eva.TypeAsync("Password", WebTrial.Password);
        await eva.PressAsync("Continue");
        await eva.SeeAsync("Your password is set, eva.");
        await SignInAsync(eva);
        await Expect(eva.Page.GetByRole(AriaRole.Img, new() { Name = "Picture to scan with your authenticator app" })).ToBeVisibleAsync();
        await eva.Page.GetByText("I cannot scan the picture").ClickAsync();
        var key = Totp.Read(await eva.Page.Locator("p.td-secret").InnerTextAsync());
        await eva.TypeAsync("Code", "000000");
        await eva.PressInVainAsync("Continue");
        await eva.TypeAsync("Code", CodeOf(key, web));
        await eva.PressAsync("Continue");
        await eva.SeeHeadingAsync("Keep your recovery codes");
        var codes = await eva.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Listitem).AllInnerTextsAsync();
        await eva.PressAsync("I have kept them");
        await eva.SeeAsync("You hold no role in a trial.");

        // On another day: by the next code, and once by a code of paper.
        await eva.PressAsync("Sign out");
        await eva.SeeAsync("You are signed out.");
        web.Trial.Clock.MoveTo(web.Trial.Clock.GetUtcNow().AddMinutes(1));
        await SignInAsync(eva);
        await eva.TypeAsync("Code", CodeOf(key, web));
        await eva.PressAsync("Sign in");
        await eva.SeeHeadingAsync("Home");
        await eva.PressAsync("Sign out");
        await SignInAsync(eva);
        await eva.FollowAsync("I do not have my authenticator");
        await eva.TypeAsync("Recovery code", codes[0]);
        await eva.PressAsync("Continue");
        await eva.SeeHeadingAsync("Set up your authenticator");

        Assert.Equal(10, codes.Count);
        Assert.Equal("9", await web.Trial.ValueAsync("SELECT COUNT(*) FROM RecoveryCode WHERE UsedAt IS NULL"));
        Assert.Equal("2", await web.Trial.ValueAsync("SELECT COUNT(*) FROM SignInSession WHERE EndedAt IS NOT NULL"));
        Assert.Equal("1", await web.Trial.ValueAsync("SELECT COUNT(*) FROM SignInSession WHERE EndedAt IS NULL AND ConfirmedAt IS NOT NULL"));
    }

    private static async Task SignInAsync(Visitor person)
    {
        await person.TypeAsync("Account name", "eva");
        await person.TypeAsync("Password", WebTrial.Password);
        await person.PressAsync("Continue");
    }

    private static string CodeOf(byte[] key, WebTrial web) => Totp.CodeAt(key, Totp.StepAt(web.Trial.Clock.GetUtcNow()));
}
