using TrialData.Application.Enrolment;
using TrialData.Storage;
using TrialData.Testing;
using TrialData.Web.Tests;
using Xunit;
using static TrialData.Browser.Tests.Stored;

namespace TrialData.Browser.Tests.Journeys;

public sealed class FromScreeningToRandomisation(Chromium chromium) : IClassFixture<Chromium>
{
    [BrowserTheory, OnSqlite]
    public async Task Is_walked_from_the_home_page_to_the_arm(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        await using var researcher = await chromium.PersonAsync(web, web.Listen(), "researcher S1");

        await researcher.OpenAsync("/");
        await researcher.SeeAsync("Nothing waits for you today.");
        await WalkAsync(researcher);

        var arm = await researcher.Page.Locator("h1").InnerTextAsync();
        Assert.Equal((ParticipantStatus.Randomised, arm), await StatusAndArmAsync(web, "S1-0001"));
    }

    /// <summary>Somebody whose browser runs no script does the same on the same pages.</summary>
    [BrowserTheory, OnSqlite]
    public async Task Is_walked_without_scripts(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        await using var researcher = await chromium.PersonAsync(web, web.Listen(), "researcher S1", Device.WithoutScripts);

        await researcher.OpenAsync("/");
        await WalkAsync(researcher);

        var arm = await researcher.Page.Locator("h1").InnerTextAsync();
        Assert.Equal((ParticipantStatus.Randomised, arm), await StatusAndArmAsync(web, "S1-0001"));
    }

    [BrowserTheory, OnSqlite]
    public async Task Says_why_somebody_cannot_be_randomised_and_allocates_nothing(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var (early, late) = (await web.Trial.EnrolAsync("S1"), await web.Trial.EnrolWithBaselineAsync("S1"));
        await using var researcher = await chromium.PersonAsync(web, web.Listen(), "researcher S1");

        await researcher.OpenAsync($"/trials/TEST/participants/{early}/randomise");
        await researcher.SeeAsync("S1-0001 lacks forms that are required before randomisation: baseline/mood.");
        await researcher.FollowAsync("Mood");
        await researcher.SeeHeadingAsync("S1-0001, Baseline Mood");
        await researcher.OpenAsync($"/trials/TEST/participants/{late}/randomise");
        await researcher.TypeAsync("Your password", "not the password");
        await researcher.PressInVainAsync("Randomise S1-0002");
        await researcher.SeeAsync("There is a problem");

        // While the page stands open the participant withdraws.
        _ = (await web.Trial.AskAsync<WithdrawParticipant, WithdrawnParticipant>(
            "researcher S1", new WithdrawParticipant("TEST", late, WithdrawalKind.FollowUp, TrialHost.FirstDay, DataUse: null, Reason: null))).Value;
        await researcher.TypeAsync("Your password", WebTrial.Password);
        await researcher.PressAsync("Randomise S1-0002");
        await researcher.SeeHeadingAsync("S1-0002 Randomise");
        await researcher.SeeAsync("Not yet");

        Assert.Equal((ParticipantStatus.Enrolled, null), await StatusAndArmAsync(web, "S1-0001"));
        Assert.Equal((ParticipantStatus.Enrolled, null), await StatusAndArmAsync(web, "S1-0002"));
    }

    private static async Task WalkAsync(Visitor researcher)
    {
        await researcher.FollowAsync("Participants");
        await researcher.PressAsync("Screen a person");
        await researcher.ChooseAsync("Aged 18 or over", "Yes");
        await researcher.ChooseAsync("Dementia", "No");
        await researcher.PressAsync("Save");
        await researcher.SeeAsync("S1-0001 is eligible.");
        await researcher.PressAsync("Record the consent");
        await researcher.ChooseAsync("Which form was signed?", "Consent");
        await researcher.TypeDayAsync("Day of the signature", TrialHost.FirstDay);
        await researcher.TypeAsync("Time of the signature", "8:30");
        await researcher.PressAsync("Record the consent");
        await researcher.PressAsync("Enrol");
        await researcher.PressAsync("Enrol");
        await researcher.SeeAsync("S1-0001 is enrolled.");
        await researcher.FollowAsync("Mood", first: true);
        await researcher.TypeDayAsync("Day of completion", TrialHost.FirstDay);
        await researcher.TypeAsync("Low", "3");
        await researcher.PressAsync("Save");
        await researcher.SeeAsync("Mood is saved.");
        await researcher.PressAsync("Randomise");
        await researcher.TypeAsync("Your password", WebTrial.Password);
        await researcher.PressAsync("Randomise S1-0001");
        await researcher.SeeAsync("S1-0001 was allocated on 4 January 2027.");
    }
}
