using System.Net;
using TrialData.Application.Enrolment;
using TrialData.Application.Oversight;
using TrialData.Application.Tests;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Web.Tests.Participants;

public sealed class TakingAnEndBack
{
    [Theory, OnSqlite]
    public async Task Lets_the_participation_go_on_and_keeps_why(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.EnrolAsync("S1");
        var address = $"/trials/TEST/participants/{participant}";
        using var researcher = await web.ClientOfAsync("researcher S1");
        var notEnded = await Page.GetAsync(researcher, address + "/take-back-end");
        await EndAsync(web, participant, EndReason.LostToFollowUp);

        var shown = await Page.GetAsync(researcher, address);
        var form = await Page.GetAsync(researcher, address + "/take-back-end");
        var unsaid = await form.SendOnAsync(researcher, address + "/take-back-end");
        var identifying = await form.SendOnAsync(researcher, address + "/take-back-end", ("Reason", "Rang 07700 900123 and heard it"));
        var done = await form.SendOnAsync(researcher, address + "/take-back-end", ("Reason", "Another person"));

        Assert.Equal(HttpStatusCode.NotFound, notEnded.Status);
        Assert.Contains("Take back an end that was recorded in error", shown.Html, StringComparison.Ordinal);
        Assert.Contains("The loss to follow-up of 4 January 2027 is taken back, and the participation goes on.", form.Html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"#f-Reason\">Say why it was recorded in error</a>", unsaid.Html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"#f-Reason\">Reason may tell who a participant is", identifying.Html, StringComparison.Ordinal);
        Assert.Equal(address, done.Location);
        var stored = (await web.Trial.AskAsync<ShowParticipant, ShownParticipant>("researcher S1", new ShowParticipant("TEST", participant))).Value;
        Assert.Equal((null, null), (stored.EndedOn, stored.EndReason));
        Assert.Equal("Another person", await web.Trial.ValueAsync("SELECT Reason FROM AuditEvent WHERE UseCase = 'TakeBackEnd' AND Field = 'endReason'"));
    }

    [Theory, OnSqlite]
    public async Task Leaves_a_withdrawal_that_a_death_followed(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.EnrolAsync("S1");
        var address = $"/trials/TEST/participants/{participant}/take-back-end";
        using var researcher = await web.ClientOfAsync("researcher S1");
        _ = (await web.Trial.AskAsync<WithdrawParticipant, WithdrawnParticipant>(
            "researcher S1", new WithdrawParticipant("TEST", participant, WithdrawalKind.FollowUp, TrialHost.FirstDay, DataUse: null, Reason: null))).Value;
        var withdrawn = await Page.GetAsync(researcher, address);
        await EndAsync(web, participant, EndReason.Died);

        var form = await Page.GetAsync(researcher, address);
        _ = await form.SendOnAsync(researcher, address, ("Reason", "Another person"));

        Assert.Equal(HttpStatusCode.NotFound, withdrawn.Status);
        Assert.Contains("The participation stays ended on 4 January 2027.", form.Html, StringComparison.Ordinal);
        var stored = (await web.Trial.AskAsync<ShowParticipant, ShownParticipant>("researcher S1", new ShowParticipant("TEST", participant))).Value;
        Assert.Equal((TrialHost.FirstDay, EndReason.Withdrawn, null), (stored.EndedOn, stored.EndReason, stored.DiedOn));
    }

    private static async Task EndAsync(WebTrial web, Guid participant, EndReason reason) =>
        _ = (await web.Trial.AskAsync<EndParticipation, EndedParticipation>("researcher S1", new EndParticipation("TEST", participant, TrialHost.FirstDay, reason))).Value;
}
