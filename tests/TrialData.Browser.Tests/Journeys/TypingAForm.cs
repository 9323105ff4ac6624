using TrialData.Application.Administration;
using TrialData.Application.Capture.Drafts;
using TrialData.Storage;
using TrialData.Testing;
using TrialData.Web.Tests;
using Xunit;
using static TrialData.Browser.Tests.Stored;

namespace TrialData.Browser.Tests.Journeys;

public sealed class TypingAForm(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Researcher = "researcher S1";

    [BrowserTheory, OnSqlite]
    public async Task Keeps_a_draft_without_being_asked_and_asks_only_what_applies(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.EnrolAsync("S1");
        await using var researcher = await chromium.PersonAsync(web, web.Listen(), Researcher);

        await researcher.OpenAsync(MoodOf(participant));
        Assert.False(await researcher.Field("Hours (optional)").IsVisibleAsync());
        await researcher.ChooseAsync("Works (optional)", "Yes");
        await researcher.TypeAsync("Hours (optional)", "12");
        await researcher.SeeAsync("Draft saved at 9:00am");

        var draft = await web.Trial.AskAsync<FindDraft, FoundDraft>(Researcher, new FindDraft("TEST", participant, "baseline", "mood"));
        Assert.Equal("12", draft.Value.Draft.Content.Answers["hours"]);
        Assert.Equal(0, (await FormAsync(web, participant, "baseline", "mood")).Version);
    }

    // It would lie there as if what was saved were not.
    [BrowserTheory, OnSqlite]
    public async Task Leaves_no_draft_behind_that_was_on_its_way(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.EnrolAsync("S1");
        await using var researcher = await chromium.PersonAsync(web, web.Listen(), Researcher);
        var isOnItsWay = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        await researcher.OpenAsync(MoodOf(participant));
        await researcher.Page.RouteAsync("**/*handler=Keep*", async route =>
        {
            isOnItsWay.TrySetResult();
            await Task.Delay(700);
            await route.ContinueAsync();
        });
        await researcher.TypeDayAsync("Day of completion", TrialHost.FirstDay);
        await researcher.TypeAsync("Low", "6");
        await isOnItsWay.Task;
        await researcher.PressAsync("Save");
        await researcher.SeeAsync("Mood is saved.");

        Assert.Equal(new NoSuchDraft("mood"), (await web.Trial.AskAsync<FindDraft, FoundDraft>(Researcher, new FindDraft("TEST", participant, "baseline", "mood"))).Refusal);
        Assert.Equal((1, "6"), await FormAsync(web, participant, "baseline", "mood") is var saved ? (saved.Version, saved.Answers["low"]) : default);
    }

    [BrowserTheory, OnSqlite]
    public async Task By_two_people_at_once_loses_nothing_of_either(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        _ = (await web.Trial.RegisterAsync("second researcher", Role.SiteResearcher, "S1")).Value;
        var participant = await web.Trial.EnrolWithBaselineAsync("S1");
        var address = web.Listen();
        await using var first = await chromium.PersonAsync(web, address, Researcher);
        await using var second = await chromium.PersonAsync(web, address, "second researcher");

        foreach (var person in new[] { first, second })
        {
            await person.OpenAsync(MoodOf(participant));
            await person.PressAsync("Change answers");
        }

        await first.TypeAsync("Low", "5");
        await first.TypeAsync("Reason for the change", "Misread the paper");
        await first.PressAsync("Save");
        await second.TypeAsync("Low", "8");
        await second.TypeAsync("Note (optional)", "Asked again by telephone");
        await second.TypeAsync("Reason for the change", "Asked again");
        await second.PressInVainAsync("Save", status: 409);
        await second.SeeAsync("Somebody else saved this form");
        var between = await FormAsync(web, participant, "baseline", "mood");
        await second.PressAsync("Save");
        await second.SeeAsync("Mood is saved.");

        var after = await FormAsync(web, participant, "baseline", "mood");
        Assert.Equal((2, "5"), (between.Version, between.Answers["low"]));
        Assert.Equal((3, "8", "Asked again by telephone"), (after.Version, after.Answers["low"], after.Answers["note"]));
    }

    [BrowserTheory, OnSqlite]
    public async Task Outlives_the_session(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.EnrolAsync("S1");
        await using var researcher = await chromium.PersonAsync(web, web.Listen(), Researcher);

        await researcher.OpenAsync(MoodOf(participant));
        await researcher.TypeDayAsync("Day of completion", TrialHost.FirstDay);
        web.Trial.Clock.MoveTo(web.Trial.Clock.GetUtcNow().AddHours(1));
        await researcher.ExpectAsync(401, async () =>
        {
            await researcher.TypeAsync("Note (optional)", "typed at length");
            await researcher.SeeAsync("Not saved: you were signed out. Press Save: you sign in again, and nothing is lost.");
        });
        await researcher.TypeAsync("Low", "6");
        await researcher.PressAsync("Save");
        await researcher.SeeHeadingAsync("Sign in");
        await researcher.TypeAsync("Account name", Researcher);
        await researcher.TypeAsync("Password", WebTrial.Password);
        await researcher.PressAsync("Continue");
        await researcher.TypeAsync("Code", web.CodeOf(Researcher));
        // The page after the code goes on by itself.
        await researcher.Button("Sign in").ClickAsync();
        await researcher.SeeAsync("You were signed out. Nothing of this was saved yet.");
        await researcher.CheckAsync();
        var before = await FormAsync(web, participant, "baseline", "mood");
        await researcher.PressAsync("Save");
        await researcher.SeeAsync("Mood is saved.");

        var after = await FormAsync(web, participant, "baseline", "mood");
        Assert.Equal(0, before.Version);
        Assert.Equal((1, "6", "typed at length"), (after.Version, after.Answers["low"], after.Answers["note"]));
    }

    private static string MoodOf(Guid participant) => $"/trials/TEST/participants/{participant}/visits/baseline/mood";
}
