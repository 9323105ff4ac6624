using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Enrolment;

public sealed class VisitsNobodyPlanned
{
    [Theory, OnSqlite, OnSqlServer]
    public async Task Are_numbered_and_take_the_forms_the_protocol_has_for_them(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolAsync("S1");

        Assert.Equal("unscheduled-1", (await AddAsync(trial, participant, TrialHost.FirstDay)).Value.VisitCode);
        Assert.Equal("unscheduled-2", (await AddAsync(trial, participant, TrialHost.FirstDay)).Value.VisitCode);

        Assert.False((await trial.SaveAsync("researcher S1", participant, "unscheduled-2", "mood", expectedVersion: 0, ("low", "3"))).IsRefused);
        Assert.Equal("form.not-found", (await trial.SaveAsync("researcher S1", participant, "unscheduled-3", "mood", expectedVersion: 0, ("low", "3"))).Refusal?.Code);
        Assert.Equal("form.not-found", (await trial.SaveAsync("researcher S1", participant, "unscheduled-1", "qpr-15", expectedVersion: 0)).Refusal?.Code);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Are_between_enrolment_and_today_of_whoever_is_enrolled(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolAsync("S1");
        var screened = (await trial.ScreenAsync("S1")).Value.PublicId;

        Assert.Equal("visit.in-the-future", (await AddAsync(trial, participant, TrialHost.FirstDay.AddDays(1))).Refusal?.Code);
        Assert.Equal("visit.before-enrolment", (await AddAsync(trial, participant, TrialHost.FirstDay.AddDays(-1))).Refusal?.Code);
        Assert.Equal("participant.wrong-status", (await AddAsync(trial, screened, TrialHost.FirstDay)).Refusal?.Code);
    }

    private static Task<Outcome<UnscheduledVisitAdded>> AddAsync(TrialHost trial, Guid participant, DateOnly on) =>
        trial.AskAsync<AddUnscheduledVisit, UnscheduledVisitAdded>("researcher S1", new AddUnscheduledVisit(trial.TrialCode, participant, on));
}
