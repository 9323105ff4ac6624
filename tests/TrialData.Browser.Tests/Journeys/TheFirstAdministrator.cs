using TrialData.Application.Administration;
using TrialData.Application.Administration.Credentials;
using TrialData.Web.Tests;
using Xunit;

namespace TrialData.Browser.Tests.Journeys;

public sealed class TheFirstAdministrator(Chromium chromium) : IClassFixture<Chromium>
{
    [BrowserFact]
    public async Task Goes_from_the_code_at_the_terminal_to_the_home_page_of_a_new_store()
    {
        using var place = new EmptyPlace();
        await using var ada = await chromium.NobodyAsync(place.Listen());

        await ada.OpenAsync("/");
        await ada.SeeHeadingAsync("Begin");
        await ada.TypeAsync("Code", "100000000000000000000000");
        await ada.PressInVainAsync("Continue");
        await ada.TypeAsync("Code", EmptyPlace.Code);
        await ada.PressAsync("Continue");
        var before = place.Location.Exists;
        await ada.PressInVainAsync("Begin a trial of your own");
        await ada.FollowErrorAsync("Enter a name for your account");
        await ada.TypeAsync("Account name", "ada");
        await ada.PressAsync("Begin a trial of your own");
        await ada.SeeHeadingAsync("Choose your password");
        await ada.TypeAsync("Password", WebTrial.Password);
        await ada.PressAsync("Continue");
        await ada.SeeAsync("Your password is set, ada.");
        await ada.TypeAsync("Account name", "ada");
        await ada.TypeAsync("Password", WebTrial.Password);
        await ada.PressAsync("Continue");
        await ada.SeeHeadingAsync("Set up your authenticator");
        await ada.Page.GetByText("I cannot scan the picture").ClickAsync();
        var key = Totp.Read(await ada.Page.Locator("p.td-secret").InnerTextAsync());
        await ada.TypeAsync("Code", Totp.CodeAt(key, Totp.StepAt(TimeProvider.System.GetUtcNow())));
        await ada.PressAsync("Continue");
        await ada.SeeHeadingAsync("Keep your recovery codes");
        await ada.PressAsync("I have kept them");
        await ada.SeeHeadingAsync("Home");
        await ada.FollowAsync("ada");
        await ada.SeeHeadingAsync("ada Your account");
        await ada.OpenAsync("/start?code=" + EmptyPlace.Code);

        Assert.Equal("/", ada.Place);
        Assert.False(before);
        var founder = (await place.Door.FindActorAsync(await ada.SessionAsync(), CancellationToken.None)).Value;
        var account = Assert.Single((await place.Door.AskAsync<ReviewAccess, AccessReview>(founder, new ReviewAccess(), CancellationToken.None)).Value.Accounts);
        Assert.Equal("ada", account.Name);
        Assert.Equal([Role.Manager, Role.UnblindedStatistician, Role.Administrator], account.Roles.Select(role => role.Role).Order());
        Assert.Empty((await place.Door.AskAsync<ListApiTokens, IReadOnlyList<ApiTokenEntry>>(founder, new ListApiTokens(), CancellationToken.None)).Value);
    }
}
