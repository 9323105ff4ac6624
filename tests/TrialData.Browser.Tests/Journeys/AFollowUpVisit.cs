using TrialData.Application.Administration;
using TrialData.Application.Capture;
using TrialData.Storage;
using TrialData.Testing;
using TrialData.Web.Tests;
using Xunit;
using static TrialData.Browser.Tests.Stored;

namespace TrialData.Browser.Tests.Journeys;

public sealed class AFollowUpVisit(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly DateOnly DayOfVisit = TrialHost.FirstDay.AddDays(183);

    [BrowserTheory, OnSqlite]
    public async Task Is_filled_in_form_by_form_by_those_whose_forms_they_are_and_signed(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        _ = (await web.Trial.RegisterAsync("second researcher", Role.SiteResearcher, "S1")).Value;
        var participant = await RandomisedToNewAsync(web);
        web.Trial.Clock.MoveTo(web.Trial.Clock.GetUtcNow().AddDays(183));
        var page = $"/trials/TEST/participants/{participant}";
        var address = web.Listen();

        await using (var researcher = await chromium.PersonAsync(web, address, "researcher S1"))
        {
            await researcher.OpenAsync(page);
            await researcher.FollowAsync("6 months: Mood");
            await FillAsync(researcher, ("Low", "2"));
            await researcher.FollowInAsync("6 months", "QPR-15");
            await FillAsync(researcher, Enumerable.Range(1, 15).Select(item => ($"Item {FormattableString.Invariant($"{item}")}", "3")).ToArray());
            await researcher.FollowInAsync("6 months", "Meetings held");
            await FillAsync(researcher, ("Held", "11"));
            await researcher.FollowInAsync("6 months", "Paper");
            await FillAsync(researcher, button: "Enter", ("Steps", "4200"));
            await researcher.SeeAsync("Another person enters the form from the same paper");
        }

        await using (var second = await chromium.PersonAsync(web, address, "second researcher"))
        {
            await second.OpenAsync(page);
            await second.FollowInAsync("6 months", "Paper");
            await FillAsync(second, button: "Enter", ("Steps", "4200"));
            await second.SeeAsync("Paper is saved: both entries agree.");
        }

        await using (var assessor = await chromium.PersonAsync(web, address, "assessor S1"))
        {
            await assessor.OpenAsync(page);
            await assessor.FollowAsync("6 months: Blinded rating");
            await assessor.TypeDayAsync("Day of completion", DayOfVisit);
            await assessor.ChooseAsync("Residual psychotic symptoms", "Mild, not psychotic");
            await assessor.PressAsync("Save");
            Assert.Equal(0, await assessor.Page.GetByText("Meetings held").CountAsync());
        }

        await using var investigator = await chromium.PersonAsync(web, address, "investigator S1");
        await investigator.OpenAsync(page);
        foreach (var form in new[] { "Mood", "Blinded rating", "QPR-15", "Meetings held", "Paper" })
        {
            await investigator.FollowInAsync("6 months", form);
            await investigator.PressAsync("Sign");
            await investigator.ChooseAsync("What your signature says", "These data are complete and right");
            await investigator.TypeAsync("Your password", WebTrial.Password);
            await investigator.PressAsync("Sign");
            await investigator.SeeAsync($"You signed {form}.");
            await investigator.FollowAsync("Back");
        }

        Assert.Equal(("2", FormState.Signed), await AnswerAndStateAsync(web, participant, "mood", "low"));
        Assert.Equal(("1", FormState.Signed), await AnswerAndStateAsync(web, participant, "rating", "rating"));
        Assert.Equal(("3", FormState.Signed), await AnswerAndStateAsync(web, participant, "qpr-15", "q15"));
        Assert.Equal(("11", FormState.Signed), await AnswerAndStateAsync(web, participant, "meetings", "held"));
        Assert.Equal(("4200", FormState.Signed), await AnswerAndStateAsync(web, participant, "paper", "steps"));
        // Fifteen answers of 3.
        Assert.Equal(45m, Assert.Single((await FormAsync(web, participant, "m6", "qpr-15")).Scores, score => score.Value is not null).Value);
    }

    private static Task FillAsync(Visitor person, params (string Label, string Text)[] answers) => FillAsync(person, "Save", answers);

    private static async Task FillAsync(Visitor person, string button, params (string Label, string Text)[] answers)
    {
        await person.TypeDayAsync("Day of completion", DayOfVisit);
        foreach (var (label, text) in answers)
        {
            await person.TypeAsync(label, text);
        }

        await person.PressAsync(button);
    }

    private static async Task<Guid> RandomisedToNewAsync(WebTrial web)
    {
        while (true)
        {
            var participant = await web.Trial.EnrolWithBaselineAsync("S1");
            if ((await web.Trial.RandomiseAsync("S1", participant)).Value.ArmLabel == "New")
            {
                return participant;
            }
        }
    }

    private static async Task<(string? Answer, FormState State)> AnswerAndStateAsync(WebTrial web, Guid participant, string form, string item)
    {
        var stored = await FormAsync(web, participant, "m6", form);
        return (stored.Answers.GetValueOrDefault(item), stored.State);
    }
}
