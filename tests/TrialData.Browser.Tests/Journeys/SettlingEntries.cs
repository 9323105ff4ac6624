using TrialData.Application.Administration;
using TrialData.Application.Capture.Entries;
using TrialData.Storage;
using TrialData.Testing;
using TrialData.Web.Tests;
using Xunit;
using static TrialData.Browser.Tests.Stored;

namespace TrialData.Browser.Tests.Journeys;

public sealed class SettlingEntries(Chromium chromium) : IClassFixture<Chromium>
{
    private const string First = "researcher S1";
    private const string Second = "deputy S1";

    [BrowserTheory, OnSqlite]
    public async Task The_investigator_says_which_entry_of_a_paper_form_is_right(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        _ = (await web.Trial.RegisterAsync(Second, Role.SiteResearcher, "S1")).Value;
        var participant = await web.Trial.EnrolWithBaselineAsync("S1");
        _ = (await web.Trial.RandomiseAsync("S1", participant)).Value;
        _ = (await web.Trial.AskAsync<EnterForm, EnteredForm>(First, new EnterForm(
            "TEST", participant, "m6", "paper", TrialHost.FirstDay, new Dictionary<string, string>(StringComparer.Ordinal) { ["steps"] = "812", ["words"] = "wall" }))).Value;
        var address = web.Listen();
        var paper = $"/trials/TEST/participants/{participant}/visits/m6/paper";

        await using (var deputy = await chromium.PersonAsync(web, address, Second))
        {
            await deputy.OpenAsync(paper);
            await deputy.SeeAsync("Entered once.");
            await deputy.TypeDayAsync("Day of completion", TrialHost.FirstDay);
            await deputy.TypeAsync("Steps", "821");
            await deputy.TypeAsync("Words (optional)", "ball");
            await deputy.PressAsync("Enter");
            await deputy.SeeAsync("It differs from the other in 2 answers");
        }

        await using var investigator = await chromium.PersonAsync(web, address, "investigator S1");
        await investigator.OpenAsync(paper);
        await investigator.FollowAsync("Settle the entries");
        Assert.False(await investigator.Field("Why neither is right").First.IsVisibleAsync());
        await investigator.ChooseAsync("Steps", "812");
        await investigator.PressInVainAsync("Settle and save the form");
        await investigator.FollowErrorAsync("Words: choose which entry is right");
        await investigator.ChooseAsync("Words", "Neither is right");
        await investigator.Question("Words").GetByLabel("The right answer").FillAsync("well");
        await investigator.Question("Words").GetByLabel("Why neither is right").FillAsync("Both misread the hand");
        var before = await FormAsync(web, participant, "m6", "paper");
        await investigator.PressAsync("Settle and save the form");
        await investigator.SeeAsync("The entries of Paper are settled, and the form is saved.");

        var stored = await FormAsync(web, participant, "m6", "paper");
        Assert.Equal(0, before.Version);
        Assert.Equal((1, "812", "well"), (stored.Version, stored.Answers["steps"], stored.Answers["words"]));
    }
}
