using TrialData.Storage;
using TrialData.Testing;
using TrialData.Web.Tests;
using Xunit;

namespace TrialData.Browser.Tests.Journeys;

public sealed class FromScreeningToRandomisation(Chromium chromium) : IClassFixture<Chromium>
{
    [Theory, OnSqlite]
    public async Task Is_walked_from_the_home_page_to_the_arm(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        await using var researcher = await chromium.PersonAsync(web, web.Listen(), "researcher S1");

        await researcher.OpenAsync("/");
        await researcher.SeeAsync("Nothing waits for you today.");
        await researcher.FollowAsync("Participants");
        await researcher.FollowAsync("Screen a person");
        await researcher.ChooseAsync("Aged 18 or over", "Yes");
        await researcher.ChooseAsync("Dementia", "No");
        await researcher.PressAsync("Save");
        await researcher.SeeAsync("S1-0001 is eligible.");
    }
}
