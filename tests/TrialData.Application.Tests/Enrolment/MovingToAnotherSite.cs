using TrialData.Application.Analyses;
using TrialData.Application.Capture.Drafts;
using TrialData.Application.Capture.Links;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Enrolment;

public sealed class MovingToAnotherSite
{
    [Theory, OnSqlite, OnSqlServer]
    public async Task Takes_the_participant_out_of_reach_of_the_old_site(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolWithBaselineAsync("S1");
        _ = (await trial.RandomiseAsync("S1", participant)).Value;

        var moved = (await TransferAsync(trial, participant, "S2")).Value;

        Assert.Equal(("S1-0001", "S1", "S2"), (moved.Number, moved.FromSite, moved.ToSite));
        Assert.Equal(new NoSuchParticipant(), (await trial.SaveAsync("researcher S1", participant, "m6", "mood", expectedVersion: 0, ("low", "3"))).Refusal);
        Assert.False((await trial.SaveAsync("researcher S2", participant, "m6", "mood", expectedVersion: 0, ("low", "3"))).IsRefused);
        var analysed = Assert.Single(await trial.ReadAsync<IAnalysisData, IReadOnlyList<AnalysisParticipant>>(
            (data, id) => data.ParticipantsAsync(id, CancellationToken.None)));
        Assert.Equal("S1", analysed.Site);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Stands_with_its_reason_in_the_trail_of_both_sites(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolAsync("S1");

        _ = (await TransferAsync(trial, participant, "S2")).Value;

        const string moves = "AuditEvent WHERE UseCase = 'TransferParticipant' AND Field = 'site' AND OldValue = 'S1' AND NewValue = 'S2' AND Reason = 'Moved house'";
        Assert.Equal(2, await trial.CountAsync(moves));
        Assert.Equal("2", await trial.ValueAsync($"SELECT COUNT(DISTINCT Chain) FROM {moves}"));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Needs_a_reason_another_active_site_and_a_participant_who_goes_on(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolAsync("S1");

        Assert.IsType<InvalidRequest>((await TransferAsync(trial, participant, "S2", reason: " ")).Refusal);
        Assert.Equal("transfer.already-there", (await TransferAsync(trial, participant, "S1")).Refusal?.Code);
        Assert.Equal("site.not-found", (await TransferAsync(trial, participant, "S9")).Refusal?.Code);
        Assert.Equal("site.not-active", (await TransferAsync(trial, participant, "S2", on: TrialHost.FirstDay.AddDays(-1))).Refusal?.Code);
        Assert.Equal("transfer.in-the-future", (await TransferAsync(trial, participant, "S2", on: TrialHost.FirstDay.AddDays(1))).Refusal?.Code);
        Assert.Equal("access.not-permitted", (await TransferAsync(trial, participant, "S2", by: "researcher S1")).Refusal?.Code);
    }

    [Fact]
    public async Task Goes_forward_in_time()
    {
        await using var trial = await TrialHost.OpenAsync(Engine.Sqlite);
        var participant = await trial.EnrolAsync("S1");
        trial.Clock.MoveTo(trial.Clock.GetUtcNow().AddDays(9));
        _ = (await TransferAsync(trial, participant, "S2", on: TrialHost.FirstDay.AddDays(5))).Value;

        Assert.Equal("transfer.before-transfer", (await TransferAsync(trial, participant, "S1", on: TrialHost.FirstDay.AddDays(4))).Refusal?.Code);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Revokes_the_links_that_nobody_used(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolWithBaselineAsync("S1");
        _ = (await trial.RandomiseAsync("S1", participant)).Value;
        var link = (await trial.AskAsync<IssueFormLink, IssuedFormLink>(
            "researcher S1", new IssueFormLink(trial.TrialCode, participant, "m6", ["qpr-15"], trial.Clock.GetUtcNow().AddDays(1)))).Value;

        Assert.Equal(1, (await TransferAsync(trial, participant, "S2")).Value.RevokedLinks);

        Assert.True((await trial.Door.AskAsync<OpenFormLink, OpenedFormLink>(Actor.Nobody, new OpenFormLink(link.Token), CancellationToken.None)).IsRefused);
        Assert.Equal(0, (await TransferAsync(trial, participant, "S1")).Value.RevokedLinks);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Waits_for_typing_that_nobody_saved_unless_it_may_be_left(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolAsync("S1");
        _ = (await trial.AskAsync<KeepDraft, KeptDraft>(
            "researcher S1", new KeepDraft(trial.TrialCode, participant, "baseline", "mood", BaseVersion: 0, new Dictionary<string, string>(StringComparer.Ordinal) { ["low"] = "3" }))).Value;

        Assert.Equal(new TypingNotSaved("S1-0001", "researcher S1"), (await TransferAsync(trial, participant, "S2")).Refusal);
        Assert.Equal("S2", (await TransferAsync(trial, participant, "S2", leaveDrafts: true)).Value.ToSite);
        Assert.Equal("S1", (await TransferAsync(trial, participant, "S1")).Value.ToSite);
    }

    private static Task<Outcome<TransferredParticipant>> TransferAsync(
        TrialHost trial, Guid participant, string to, string reason = "Moved house", DateOnly? on = null, string by = "founder", bool leaveDrafts = false) =>
        trial.AskAsync<TransferParticipant, TransferredParticipant>(
            by, new TransferParticipant(trial.TrialCode, participant, to, on ?? TrialHost.FirstDay, reason, leaveDrafts));
}
