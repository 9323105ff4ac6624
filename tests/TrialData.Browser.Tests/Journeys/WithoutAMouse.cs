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

    [BrowserTheory, OnSqlite]
    public async Task Somebody_answers_a_form_one_question_a_page(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.EnrolAsync("S1");
        await using var researcher = await chromium.PersonAsync(web, web.Listen(), "researcher S1");
        var keyboard = new Keyboard(researcher);

        await researcher.OpenAsync($"/trials/TEST/participants/{participant}/visits/baseline/mood");
        await keyboard.FollowAsync("One question a page");
        await keyboard.TypeAsync("Low", "3");
        await keyboard.PressAsync("Continue");
        await keyboard.ChooseAsync("Works (optional)", "Yes");
        await keyboard.PressWithSpaceAsync("Continue");
        await researcher.SeeAsync("Question 3 of 5");
        await keyboard.TypeAsync("Hours (optional)", "20");
        await keyboard.PressAsync("Continue");
        await keyboard.TypeAsync("Note (optional)", "Came with a sister");
        await keyboard.PressAsync("Back to the question before");
        await researcher.SeeHeadingAsync("Hours (optional)");
        await keyboard.PressAsync("Continue");
        await keyboard.PressAsync("Continue");
        await keyboard.PressAsync("Continue");
        await keyboard.FollowAsync("Change the answer to Works");
        await keyboard.ChooseAsync("Works (optional)", "No");
        await keyboard.PressAsync("Continue");
        await researcher.SeeHeadingAsync("S1-0001, Baseline, Mood Check the answers");
        await keyboard.TypeDayAsync("Day of completion", "4", "1", "2027");
        var before = await FormAsync(web, participant, "baseline", "mood");
        await keyboard.PressAsync("Save");
        await researcher.SeeAsync("Mood is saved.");

        var stored = await FormAsync(web, participant, "baseline", "mood");
        Assert.Equal(0, before.Version);
        Assert.Equal([("low", "3"), ("note", "Came with a sister"), ("works", "no")], stored.Answers.Select(answer => (answer.Key, answer.Value)).Order());
    }
}
