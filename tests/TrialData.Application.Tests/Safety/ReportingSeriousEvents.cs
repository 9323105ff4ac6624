using TrialData.Application.Pipeline;
using TrialData.Application.Safety;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Safety;

public sealed class ReportingSeriousEvents
{
    private static readonly DateOnly Known = TrialHost.FirstDay;

    [Theory, OnSqlite, OnSqlServer]
    public async Task Related_and_unexpected_ones_are_due_within_fifteen_days(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolAsync("S1");
        await trial.AddAdverseEventAsync(participant);
        await trial.AddAdverseEventAsync(participant, entry: 2, ("expected", "yes"));
        await trial.AddAdverseEventAsync(participant, entry: 3, ("causality", "unlikely"));
        await trial.AddAdverseEventAsync(participant, entry: 4, ("seriousness", "none"));

        var onTime = await ListAsync(trial, "researcher S1", Known.AddDays(15));
        var late = await ListAsync(trial, "founder", Known.AddDays(16));

        Assert.Equal([(1, Known.AddDays(15)), (2, null), (3, (DateOnly?)null)], onTime.Select(e => (e.Entry, e.Clock.DueOn)));
        Assert.Equal((15, false), (onTime[0].Clock.Days, onTime[0].Clock.IsOverdue));
        Assert.Equal([true, false, false], late.Select(e => e.Clock.IsOverdue));
        Assert.Empty(await ListAsync(trial, "researcher S2", Known));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_report_to_the_committee_stops_the_clock(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolAsync("S1");
        await trial.AddAdverseEventAsync(participant);
        trial.Clock.MoveTo(trial.Clock.GetUtcNow().AddDays(20));

        _ = (await RecordAsync(trial, participant, SafetyRecipient.Sponsor, Known)).Value;
        Assert.True((await ListAsync(trial, "founder", asOf: null)).Single().Clock.IsOverdue);
        _ = (await RecordAsync(trial, participant, SafetyRecipient.EthicsCommittee, Known.AddDays(10))).Value;

        var listed = Assert.Single(await ListAsync(trial, "founder", asOf: null));
        Assert.Equal((10, false, 2), (listed.Clock.Days, listed.Clock.IsOverdue, listed.Reports.Count));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_report_is_of_a_serious_event_and_sent_once_to_each(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolAsync("S1");
        await trial.AddAdverseEventAsync(participant);
        await trial.AddAdverseEventAsync(participant, entry: 2, ("seriousness", "none"));
        _ = (await RecordAsync(trial, participant, SafetyRecipient.EthicsCommittee, Known)).Value;

        Assert.Equal("safety.already-reported", (await RecordAsync(trial, participant, SafetyRecipient.EthicsCommittee, Known)).Refusal?.Code);
        Assert.Equal("safety.not-serious", (await RecordAsync(trial, participant, SafetyRecipient.Sponsor, Known, entry: 2)).Refusal?.Code);
        Assert.Equal("safety.no-such-entry", (await RecordAsync(trial, participant, SafetyRecipient.Sponsor, Known, entry: 3)).Refusal?.Code);
        Assert.Equal("safety.before-known", (await RecordAsync(trial, participant, SafetyRecipient.Sponsor, Known.AddDays(-1))).Refusal?.Code);
        Assert.Equal("safety.in-the-future", (await RecordAsync(trial, participant, SafetyRecipient.Sponsor, Known.AddDays(1))).Refusal?.Code);
    }

    private static Task<Outcome<RecordedSafetyReport>> RecordAsync(
        TrialHost trial, Guid participant, SafetyRecipient recipient, DateOnly sentOn, int entry = 1) =>
        trial.AskAsync<RecordSafetyReport, RecordedSafetyReport>(
            "founder", new RecordSafetyReport(trial.TrialCode, participant, AdverseEvents.Log, entry, recipient, sentOn));

    private static async Task<IReadOnlyList<SeriousEvent>> ListAsync(TrialHost trial, string actor, DateOnly? asOf) =>
        (await trial.AskAsync<ListSafetyReports, ListedSafetyReports>(actor, new ListSafetyReports(trial.TrialCode, asOf))).Value.Events;
}
