using TrialData.Application.Capture;
using TrialData.Application.Protocol;
using TrialData.Storage;
using TrialData.Testing;
using TrialData.Web.Tests;
using Xunit;
using static System.FormattableString;
using static TrialData.Browser.Tests.Stored;

namespace TrialData.Browser.Tests.Journeys;

public sealed class AnsweringByALink(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Declined = "I would rather not answer";

    [BrowserTheory, OnSqlite]
    public async Task A_participant_answers_on_a_phone_what_a_researcher_gave_a_link_for(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.EnrolWithBaselineAsync("S1");
        _ = (await web.Trial.RandomiseAsync("S1", participant)).Value;
        var address = web.Listen();
        await using var researcher = await chromium.PersonAsync(web, address, "researcher S1");
        await using var phone = await chromium.NobodyAsync(address, Device.Phone);

        var link = await GiveAsync(researcher, participant);
        await phone.OpenAsync(link);
        await phone.SeeHeadingAsync("Questions from your research team");
        await phone.SeeFitsAsync();
        await phone.PressAsync("Start");
        await AnswerAsync(phone, item: 1, "4");
        await phone.PressAsync("Back to the question before");
        Assert.Equal("4", await phone.Field("Item 1").InputValueAsync());
        await AnswerAsync(phone, item: 1, "3");
        await phone.TypeAsync("Item 2", "5");
        await phone.PressInVainAsync("Continue");
        await phone.FollowErrorAsync("Your answer must be from 0 to 4");
        await phone.PressAsync(Declined);
        for (var item = 3; item <= 15; item++)
        {
            await AnswerAsync(phone, item, "2");
        }

        await phone.SeeHeadingAsync("Check your answers");
        await phone.SeeFitsAsync();
        await phone.PressAsync("Change your answer to Item 9");
        await AnswerAsync(phone, item: 9, "0");
        var before = await FormAsync(web, participant, "m6", "qpr-15");
        await phone.PressAsync("Send my answers");
        await phone.SeeHeadingAsync("Your answers were sent");
        await phone.SeeFitsAsync();
        await phone.ExpectAsync(404, () => phone.OpenAsync(link));
        await phone.SeeHeadingAsync("This link cannot be used");
        await researcher.PressAsync("I have handed it over");
        await researcher.SeeAsync("Used");

        Assert.Equal(0, before.Version);
        var stored = await FormAsync(web, participant, "m6", "qpr-15");
        Assert.Equal((1, CaptureMode.Link), (stored.Version, stored.Mode));
        Assert.Equal([KeyValuePair.Create("q2", Missing.Refused)], stored.Missing);
        Assert.Equal(
            Enumerable.Range(1, 15).Where(item => item != 2).Select(item => (Invariant($"q{item}"), item switch { 1 => "3", 9 => "0", _ => "2" })).Order(),
            stored.Answers.Select(answer => (answer.Key, answer.Value)).Order());
    }

    private static async Task<string> GiveAsync(Visitor researcher, Guid participant)
    {
        await researcher.OpenAsync($"/trials/TEST/participants/{participant}");
        await researcher.FollowAsync("Links by which the participant fills forms in");
        await researcher.FollowAsync("6 months: QPR-15");
        await researcher.ChooseAsync("Which forms?", "QPR-15");
        await researcher.ChooseAsync("How long can it be used?", "Three days");
        await researcher.PressAsync("Make the link");

        // Told as https, as it is behind a proxy: here there is none.
        return new Uri(await researcher.Page.Locator("p.td-secret").InnerTextAsync()).PathAndQuery;
    }

    private static async Task AnswerAsync(Visitor phone, int item, string answer)
    {
        await phone.SeeFitsAsync();
        await phone.TypeAsync(Invariant($"Item {item}"), answer);
        await phone.PressAsync("Continue");
    }
}
