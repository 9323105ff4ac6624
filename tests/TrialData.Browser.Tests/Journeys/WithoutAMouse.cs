using TrialData.Application.Enrolment;
using TrialData.Storage;
using TrialData.Testing;
using TrialData.Web.Tests;
using Xunit;
using static TrialData.Browser.Tests.Stored;

namespace TrialData.Browser.Tests.Journeys;

public sealed class WithoutAMouse(Chromium chromium) : IClassFixture<Chromium>
{
    [BrowserTheory, OnSqlite]
    public async Task Somebody_comes_from_screening_to_the_arm(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        await using var researcher = await chromium.PersonAsync(web, web.Listen(), "researcher S1");
        var keyboard = new Keyboard(researcher);

        await researcher.OpenAsync("/");
        await keyboard.FollowAsync("Participants");
        await keyboard.PressAsync("Screen a person");
        await keyboard.TypeDayAsync("Day of screening", "4", "1", "2027");
        await keyboard.ChooseAsync("Aged 18 or over", "Yes");
        await keyboard.ChooseAsync("Dementia", "No");
        await keyboard.PressAsync("Save");
        await keyboard.PressWithSpaceAsync("Record the consent");
        await keyboard.ChooseAsync("Which form was signed?", "Consent after an amendment");
        await keyboard.TypeDayAsync("Day of the signature", "4", "1", "2027");
        await keyboard.TypeAsync("Time of the signature", "8:30");
        await keyboard.PressWithSpaceAsync("Record the consent");
        await keyboard.PressAsync("Enrol");
        await keyboard.PressAsync("Enrol");
        await keyboard.FollowAsync("Mood");
        await keyboard.TypeDayAsync("Day of completion", "4", "1", "2027");
        await keyboard.TypeAsync("Low", "3");
        await keyboard.ChooseAsync("Works (optional)", "No");
        await keyboard.PressAsync("Save");
        await keyboard.PressAsync("Randomise");
        await keyboard.TypeAsync("Your password", WebTrial.Password);
        await keyboard.PressWithSpaceAsync("Randomise S1-0001");
        await researcher.SeeAsync("S1-0001 was allocated on 4 January 2027.");

        var stored = await ParticipantAsync(web, "S1-0001");
        Assert.Equal(ParticipantStatus.Randomised, stored.Status);
        Assert.Equal(await researcher.Page.Locator("h1").InnerTextAsync(), stored.Arm);
        Assert.Equal("no", (await FormAsync(web, stored.PublicId, "baseline", "mood")).Answers["works"]);
    }
}
