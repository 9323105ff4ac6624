using System.Net;
using TrialData.Application.Oversight;
using TrialData.Application.Tests;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;
using static TrialData.Web.Tests.Forms.FormsOfATrial;

namespace TrialData.Web.Tests.Participants;

public sealed class TransferringAParticipant
{
    private static readonly (string Name, string Value)[] ToSecond =
        [("ToSite", "S2"), ("On.day", "4"), ("On.month", "1"), ("On.year", "2027"), ("Reason", "Moved house")];

    [Theory, OnSqlite]
    public async Task Asks_about_typing_that_nobody_saved_before_it_is_left_behind(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.EnrolAsync("S1");
        var address = $"/trials/TEST/participants/{participant}";
        using var researcher = await web.ClientOfAsync(Researcher);
        await (await Page.GetAsync(researcher, MoodOf(participant))).SendOnAsync(researcher, MoodOf(participant) + "?handler=Draft", ("a.low", "4"));
        using var manager = await web.ClientOfAsync("founder");

        var form = await Page.GetAsync(manager, address + "/transfer");
        var asked = await form.SendOnAsync(manager, address + "/transfer", ToSecond);
        var before = await SiteAsync(web, participant, "founder");
        var done = await asked.SendOnAsync(manager, address + "/transfer", [.. ToSecond, ("LeaveDrafts", "true")]);
        var shown = await Page.GetAsync(manager, address);

        Assert.DoesNotContain("LeaveDrafts", form.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, asked.Status);
        Assert.Contains("<a href=\"#f-LeaveDrafts\">What was typed for S1-0001 is not saved yet, and could not be after the transfer: of researcher S1.", asked.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"S2\" checked=\"checked\"", asked.Html, StringComparison.Ordinal);
        Assert.Equal("S1", before);
        Assert.Equal(address, done.Location);
        Assert.Contains("S1-0001 is transferred from S1 to S2.", shown.Html, StringComparison.Ordinal);
        Assert.Equal("S2", await SiteAsync(web, participant, "researcher S2"));
        Assert.Equal(HttpStatusCode.NotFound, (await Page.GetAsync(researcher, address)).Status);
        Assert.Equal("Moved house", await web.Trial.ValueAsync("SELECT Reason FROM SiteTransfer"));
    }

    [Theory, OnSqlite]
    public async Task Names_what_is_missing_and_is_the_manager_s_alone(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.EnrolAsync("S1");
        var address = $"/trials/TEST/participants/{participant}";
        using var manager = await web.ClientOfAsync("founder");
        using var investigator = await web.ClientOfAsync("investigator S1");

        var empty = await Page.SendAsync(manager, address + "/transfer");
        var tomorrow = await Page.SendAsync(manager, address + "/transfer", [("ToSite", "S2"), ("On.day", "5"), ("On.month", "1"), ("On.year", "2027"), ("Reason", "Moved house")]);

        Assert.Contains("<a href=\"#f-ToSite\">Choose a site</a>", empty.Html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"#f-On\">Enter the day of the transfer</a>", empty.Html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"#f-Reason\">Enter the reason for the transfer</a>", empty.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"S1\"", empty.Html, StringComparison.Ordinal);
        Assert.Contains("that day is still to come", tomorrow.Html, StringComparison.Ordinal);
        Assert.Contains(address + "/transfer", (await Page.GetAsync(manager, address)).Html, StringComparison.Ordinal);
        Assert.DoesNotContain("/transfer", (await Page.GetAsync(investigator, address)).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await Page.GetAsync(investigator, address + "/transfer")).Status);
        Assert.Equal("S1", await SiteAsync(web, participant, "founder"));
    }

    private static async Task<string> SiteAsync(WebTrial web, Guid participant, string reader) =>
        (await web.Trial.AskAsync<ShowParticipant, ShownParticipant>(reader, new ShowParticipant("TEST", participant))).Value.Site;
}
