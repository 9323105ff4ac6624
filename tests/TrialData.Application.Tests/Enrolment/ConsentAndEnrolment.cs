using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Enrolment;

public sealed class ConsentAndEnrolment
{
    private static readonly DateTimeOffset FirstMorning = new(TrialHost.FirstDay, new TimeOnly(9, 0), TimeSpan.Zero);

    [Theory, OnSqlite, OnSqlServer]
    public async Task Consent_cannot_come_before_the_screening(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = (await trial.ScreenAsync("S1")).Value.PublicId;

        var outcome = await ConsentAtAsync(trial, participant, FirstMorning.AddDays(-1));

        Assert.Equal("consent.before-screening", outcome.Refusal?.Code);
        Assert.Equal(ParticipantStatus.Screened, (await trial.ParticipantAsync(participant)).Status);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Consent_cannot_be_given_tomorrow(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = (await trial.ScreenAsync("S1")).Value.PublicId;

        Assert.Equal("consent.in-the-future", (await ConsentAtAsync(trial, participant, FirstMorning.AddSeconds(1))).Refusal?.Code);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Consent_names_a_form_of_the_protocol(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = (await trial.ScreenAsync("S1")).Value.PublicId;

        var outcome = await trial.AskAsync<RecordConsent, ConsentRecorded>(
            "researcher S1", new RecordConsent(trial.TrialCode, participant, "consent-9", FirstMorning));

        Assert.Equal("consent.no-such-form", outcome.Refusal?.Code);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Each_step_needs_the_step_before(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = (await trial.ScreenAsync("S1")).Value.PublicId;

        Assert.Equal(
            "Participant S1-0001 is screened; this needs the status consented.",
            (await EnrolOnAsync(trial, participant, TrialHost.FirstDay)).Refusal?.Message);
        Assert.Equal("participant.wrong-status", (await trial.RandomiseAsync("S1", participant)).Refusal?.Code);

        _ = (await trial.ConsentAsync("S1", participant)).Value;
        Assert.Equal("participant.wrong-status", (await trial.ConsentAsync("S1", participant)).Refusal?.Code);
        Assert.Equal("participant.wrong-status", (await trial.RandomiseAsync("S1", participant)).Refusal?.Code);

        _ = (await EnrolOnAsync(trial, participant, TrialHost.FirstDay)).Value;
        Assert.Equal("participant.wrong-status", (await EnrolOnAsync(trial, participant, TrialHost.FirstDay)).Refusal?.Code);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Enrolment_lies_between_the_consent_and_today(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = (await trial.ScreenAsync("S1")).Value.PublicId;
        _ = (await trial.ConsentAsync("S1", participant)).Value;

        Assert.Equal("enrolment.before-consent", (await EnrolOnAsync(trial, participant, TrialHost.FirstDay.AddDays(-1))).Refusal?.Code);
        Assert.Equal("enrolment.in-the-future", (await EnrolOnAsync(trial, participant, TrialHost.FirstDay.AddDays(1))).Refusal?.Code);
    }

    // TestProtocol: the baseline is due on the day of enrolment and stays open for 14 days.
    [Theory, OnSqlite, OnSqlServer]
    public async Task Enrolment_schedules_the_visits_before_randomisation(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = (await trial.ScreenAsync("S1")).Value.PublicId;
        _ = (await trial.ConsentAsync("S1", participant)).Value;

        var enrolled = (await EnrolOnAsync(trial, participant, TrialHost.FirstDay)).Value;

        var visit = Assert.Single(enrolled.Visits);
        Assert.Equal(
            new ScheduledVisit("baseline", new DateOnly(2027, 1, 4), new DateOnly(2027, 1, 4), new DateOnly(2027, 1, 18)),
            visit);
        Assert.Equal(1, await trial.CountAsync("Visit"));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Whoever_has_left_goes_no_further(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var screened = (await trial.ScreenAsync("S1")).Value.PublicId;
        var consented = (await trial.ScreenAsync("S1")).Value.PublicId;
        _ = (await trial.ConsentAsync("S1", consented)).Value;
        var enrolled = await trial.EnrolWithBaselineAsync("S1");
        foreach (var participant in new[] { screened, consented, enrolled })
        {
            _ = (await EndOnAsync(trial, participant, TrialHost.FirstDay)).Value;
        }

        Assert.Equal("participant.ended", (await trial.ConsentAsync("S1", screened)).Refusal?.Code);
        Assert.Equal("participant.ended", (await EnrolOnAsync(trial, consented, TrialHost.FirstDay)).Refusal?.Code);
        Assert.Equal("participant.ended", (await trial.RandomiseAsync("S1", enrolled)).Refusal?.Code);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task An_end_is_recorded_once_and_not_in_advance(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolAsync("S1");

        Assert.Equal("participant.ends-in-the-future", (await EndOnAsync(trial, participant, TrialHost.FirstDay.AddDays(1))).Refusal?.Code);
        _ = (await EndOnAsync(trial, participant, TrialHost.FirstDay)).Value;
        Assert.Equal("participant.ended", (await EndOnAsync(trial, participant, TrialHost.FirstDay)).Refusal?.Code);
    }

    private static Task<Outcome<ConsentRecorded>> ConsentAtAsync(TrialHost trial, Guid participant, DateTimeOffset at) =>
        trial.AskAsync<RecordConsent, ConsentRecorded>("researcher S1", new RecordConsent(trial.TrialCode, participant, TestProtocol.ConsentForm, at));

    private static Task<Outcome<EnrolledParticipant>> EnrolOnAsync(TrialHost trial, Guid participant, DateOnly on) =>
        trial.AskAsync<EnrolParticipant, EnrolledParticipant>("researcher S1", new EnrolParticipant(trial.TrialCode, participant, on));

    private static Task<Outcome<EndedParticipation>> EndOnAsync(TrialHost trial, Guid participant, DateOnly on) =>
        trial.AskAsync<EndParticipation, EndedParticipation>(
            "researcher S1", new EndParticipation(trial.TrialCode, participant, on, EndReason.LostToFollowUp));
}
