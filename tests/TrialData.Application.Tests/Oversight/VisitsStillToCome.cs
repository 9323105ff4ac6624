using TrialData.Application.Enrolment;
using TrialData.Application.Oversight;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Oversight;

public sealed class VisitsStillToCome
{
    // Six months are 183 days after the randomisation; the window opens 14 days before and closes 28 after.
    private static readonly DateOnly SixMonths = new(2027, 7, 6);
    private static readonly DateOnly Closes = new(2027, 8, 3);

    [Theory, OnSqlite, OnSqlServer]
    public async Task Are_those_whose_window_is_not_over_and_that_something_is_owed_of(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var enrolled = await trial.EnrolAsync("S1");
        var randomised = await trial.EnrolWithBaselineAsync("S1");
        _ = (await trial.RandomiseAsync("S1", randomised)).Value;
        var gone = await trial.EnrolAsync("S1");
        _ = (await trial.AskAsync<EndParticipation, EndedParticipation>(
            "researcher S1", new EndParticipation("TEST", gone, TrialHost.FirstDay, EndReason.LostToFollowUp))).Value;
        await trial.EnrolAsync("S2");

        var first = await ListAsync(trial, "researcher S1");
        var own = await ListAsync(trial, "researcher S1", randomised);
        var all = await ListAsync(trial, "founder");
        trial.Clock.MoveTo(new DateTimeOffset(Closes, new TimeOnly(9, 0), TimeSpan.Zero));
        var lastDay = await ListAsync(trial, "researcher S1");
        trial.Clock.MoveTo(new DateTimeOffset(Closes.AddDays(1), new TimeOnly(9, 0), TimeSpan.Zero));
        var after = await ListAsync(trial, "researcher S1");

        Assert.Equal(
            [
                new VisitToCome(enrolled, "S1-0001", "S1", "baseline", "Baseline", TrialHost.FirstDay, TrialHost.FirstDay, TrialHost.FirstDay.AddDays(14)),
                new VisitToCome(randomised, "S1-0002", "S1", "m6", "6 months", SixMonths, SixMonths.AddDays(-14), Closes),
            ],
            first);
        Assert.Equal(first.Skip(1), own);
        Assert.Equal(["S1-0001", "S2-0001", "S1-0002"], all.Select(visit => visit.Number));
        Assert.Equal(["S1-0002"], lastDay.Select(visit => visit.Number));
        Assert.Empty(after);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Tell_nobody_of_what_reveals_the_arm(Engine engine)
    {
        var protocol = JsonEdit.With(TestProtocol.Json, "visits[1].revealsArm", "true");
        protocol = JsonEdit.With(protocol, "visits[1].onlyForArms", "[\"NEW\"]");
        protocol = JsonEdit.With(protocol, "visits[1].forms", "[{ \"form\": \"meetings\" }]");
        await using var trial = await TrialHost.OpenAsync(engine, protocol);
        for (var person = 0; person < 8; person++)
        {
            _ = (await trial.RandomiseAsync("S1", await trial.EnrolWithBaselineAsync("S1"))).Value;
        }

        var shown = (await trial.AskAsync<ListParticipants, ListedParticipants>("researcher S1", new ListParticipants("TEST"))).Value.Participants;
        var withVisit = 0;
        foreach (var participant in shown)
        {
            withVisit += (await trial.AskAsync<ShowParticipant, ShownParticipant>("researcher S1", new ShowParticipant("TEST", participant.PublicId))).Value.Visits.Count(visit => visit.Code == "m6");
        }

        Assert.Equal(4, withVisit);
        Assert.Empty(await ListAsync(trial, "researcher S1"));
    }

    private static async Task<IReadOnlyList<VisitToCome>> ListAsync(TrialHost trial, string who, Guid? participant = null) =>
        (await trial.AskAsync<ListVisitsToCome, ListedVisitsToCome>(who, new ListVisitsToCome("TEST", participant))).Value.Visits;
}
