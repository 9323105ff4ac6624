using System.Net;
using TrialData.Application.Administration;
using TrialData.Application.Capture;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;
using static TrialData.Web.Tests.Forms.FormsOfATrial;

namespace TrialData.Web.Tests.Forms;

public sealed class SigningAndMarkingAForm
{
    [Theory, OnSqlite]
    public async Task Takes_the_own_password_and_ends_with_the_next_change(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.EnrolWithBaselineAsync("S1");
        using var client = await web.ClientOfAsync("investigator S1");
        var page = await Page.GetAsync(client, MoodOf(participant) + "/sign");

        var unsaid = await page.SendOnAsync(client, MoodOf(participant) + "/sign");
        var wrong = await page.SendOnAsync(client, MoodOf(participant) + "/sign", ("Meaning", "Approved"), ("Password", "not the password"));
        var signed = await page.SendOnAsync(client, MoodOf(participant) + "/sign", ("Meaning", "Approved"), ("Password", WebTrial.Password));
        var stored = await web.MoodAsync(participant);
        var read = await Page.GetAsync(client, MoodOf(participant));
        _ = (await web.Trial.SaveAsync(Researcher, participant, "baseline", "mood", 1, "Misread", ("low", "4"))).Value;
        var after = await Page.GetAsync(client, MoodOf(participant));

        Assert.Contains("Choose what your signature says", unsaid.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Equal(MoodOf(participant), signed.Location);
        Assert.Equal(("investigator S1", SignatureMeaning.Approved, 1), (stored.Signatures[0].SignerName, stored.Signatures[0].Meaning, stored.Signatures[0].FormVersion));
        Assert.Equal(FormState.Signed, stored.State);
        Assert.Contains("These data are complete and right", read.Html, StringComparison.Ordinal);
        Assert.Contains("of an earlier version", after.Html, StringComparison.Ordinal);
    }

    [Theory, OnSqlite]
    public async Task Is_of_the_version_that_was_seen(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.EnrolWithBaselineAsync("S1");
        using var client = await web.ClientOfAsync("investigator S1");
        var page = await Page.GetAsync(client, MoodOf(participant) + "/sign");
        _ = (await web.Trial.SaveAsync(Researcher, participant, "baseline", "mood", 1, "Misread", ("low", "4"))).Value;

        var refused = await page.SendOnAsync(client, MoodOf(participant) + "/sign", ("Meaning", "Approved"), ("Password", WebTrial.Password));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Empty((await web.MoodAsync(participant)).Signatures);
    }

    [Theory, OnSqlite]
    public async Task Verifies_by_the_monitor_and_locks_by_the_manager_and_nobody_changes_it_then(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.EnrolWithBaselineAsync("S1");
        using var monitor = await web.ClientOfNewAsync("monitor", Role.Monitor);
        using var manager = await web.ClientOfAsync("founder");
        using var researcher = await web.ClientOfAsync(Researcher);
        var verify = await Page.GetAsync(monitor, MoodOf(participant) + "/mark?kind=Verified");
        var lockIt = await Page.GetAsync(manager, MoodOf(participant) + "/mark?kind=Locked");

        var verified = await verify.SendOnAsync(monitor, MoodOf(participant) + "/mark");
        var state = (await web.MoodAsync(participant)).State;
        var locked = await lockIt.SendOnAsync(manager, MoodOf(participant) + "/mark");
        var read = await Page.GetAsync(researcher, MoodOf(participant) + "?change=true");
        var notTheirs = await Page.GetAsync(researcher, MoodOf(participant) + "/mark?kind=Verified");
        var unlock = await Page.GetAsync(manager, MoodOf(participant) + "/mark?kind=Unlocked");
        var unsaid = await unlock.SendOnAsync(manager, MoodOf(participant) + "/mark");

        Assert.Equal(MoodOf(participant), verified.Location);
        Assert.Equal(FormState.Verified, state);
        Assert.Equal(MoodOf(participant), locked.Location);
        Assert.Equal(FormState.Locked, (await web.MoodAsync(participant)).State);
        Assert.DoesNotContain("Change answers", read.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"a.low\"", read.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, notTheirs.Status);
        Assert.Contains("Enter the reason", unsaid.Html, StringComparison.Ordinal);
        Assert.Equal(FormState.Locked, (await web.MoodAsync(participant)).State);
    }

    [Theory, OnSqlite]
    public async Task Prints_a_blank_form_without_an_answer(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.EnrolAsync("S1");
        _ = (await web.Trial.SaveAsync(Researcher, participant, "baseline", "mood", 0, ("low", "7"), ("note", "Only here"))).Value;
        using var client = await web.ClientOfAsync(Researcher);

        var blank = await Page.GetAsync(client, MoodOf(participant) + "/blank");

        Assert.Contains("3. Hours", blank.Html, StringComparison.Ordinal);
        Assert.Contains("Only if Works is Yes", blank.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Only here", blank.Html, StringComparison.Ordinal);
    }
}
