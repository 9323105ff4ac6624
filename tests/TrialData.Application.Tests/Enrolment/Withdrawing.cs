using TrialData.Application.Analyses;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Enrolment;

public sealed class Withdrawing
{
    private static readonly DateOnly Today = TrialHost.FirstDay;

    [Theory, OnSqlite, OnSqlServer]
    public async Task From_treatment_leaves_follow_up_going(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolAsync("S1");

        var withdrawn = (await WithdrawAsync(trial, participant, WithdrawalKind.Treatment)).Value;

        Assert.Null(withdrawn.EndedOn);
        Assert.Null((await trial.ParticipantAsync(participant)).EndedOn);
        Assert.False((await trial.SaveAsync("researcher S1", participant, "baseline", "mood", expectedVersion: 0, ("low", "3"))).IsRefused);
        Assert.Equal("withdrawal.already", (await WithdrawAsync(trial, participant, WithdrawalKind.Treatment)).Refusal?.Code);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task From_follow_up_ends_the_participation_with_an_event_for_each_field(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolAsync("S1");

        _ = (await WithdrawAsync(trial, participant, WithdrawalKind.FollowUp, reason: "Moved abroad")).Value;

        var after = await trial.ParticipantAsync(participant);
        Assert.Equal((Today, EndReason.Withdrawn), (after.EndedOn, after.EndReason));
        Assert.Equal(4, await trial.CountAsync("AuditEvent WHERE UseCase = 'WithdrawParticipant' AND Reason = 'Moved abroad'"));
        Assert.Equal("participant.ended", (await WithdrawAsync(trial, participant, WithdrawalKind.Treatment)).Refusal?.Code);
    }

    [Theory]
    [InlineData(DataUse.KeepCollected, false, 0)]
    [InlineData(DataUse.NoFurtherUse, true, 1)]
    public async Task Of_consent_takes_the_data_out_of_analyses_only_if_the_participant_says_so(DataUse choice, bool isOut, int counted)
    {
        await using var trial = await TrialHost.OpenAsync(Engine.Sqlite);
        var participant = await trial.EnrolWithBaselineAsync("S1");
        _ = (await trial.RandomiseAsync("S1", participant)).Value;
        _ = (await WithdrawAsync(trial, participant, WithdrawalKind.FollowUp)).Value;

        _ = (await WithdrawAsync(trial, participant, WithdrawalKind.Consent, choice)).Value;

        var read = Assert.Single(await trial.ReadAsync<IAnalysisData, IReadOnlyList<AnalysisParticipant>>(
            (data, id) => data.ParticipantsAsync(id, CancellationToken.None)));
        Assert.Equal(isOut, read.IsDataWithdrawn);
        var results = (await trial.AskAsync<RunAnalysis, AnalysisResults>(
            "founder", new RunAnalysis(trial.TrialCode, Analyses.RunningAnAnalysis.Specification))).Value;
        Assert.Equal(1, results.Flow.Arms.Sum(arm => arm.Allocated));
        Assert.Equal(1 - counted, results.Flow.Arms.Sum(arm => arm.Visits.Sum(visit => visit.Attended)));
        Assert.Equal(counted, results.Flow.Arms.Sum(arm => arm.DataWithdrawn));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Needs_a_day_between_entry_and_today_and_a_choice_for_consent_alone(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolAsync("S1");

        Assert.Equal("withdrawal.in-the-future", (await WithdrawAsync(trial, participant, WithdrawalKind.FollowUp, on: Today.AddDays(1))).Refusal?.Code);
        Assert.Equal("withdrawal.before-entry", (await WithdrawAsync(trial, participant, WithdrawalKind.FollowUp, on: Today.AddDays(-1))).Refusal?.Code);
        Assert.IsType<InvalidRequest>((await WithdrawAsync(trial, participant, WithdrawalKind.Consent)).Refusal);
        Assert.IsType<InvalidRequest>((await WithdrawAsync(trial, participant, WithdrawalKind.Treatment, DataUse.KeepCollected)).Refusal);
        Assert.Equal(0, await trial.CountAsync("Withdrawal"));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_not_recorded_as_another_end_and_not_after_death(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolAsync("S1");

        Assert.IsType<InvalidRequest>((await EndAsync(trial, participant, EndReason.Withdrawn)).Refusal);
        _ = (await EndAsync(trial, participant, EndReason.Died)).Value;
        Assert.Equal("participant.ended", (await WithdrawAsync(trial, participant, WithdrawalKind.Consent, DataUse.NoFurtherUse)).Refusal?.Code);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_death_is_recorded_after_it_and_changes_nothing_of_it(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolAsync("S1");
        _ = (await WithdrawAsync(trial, participant, WithdrawalKind.FollowUp)).Value;

        Assert.Equal("participant.ended", (await EndAsync(trial, participant, EndReason.LostToFollowUp)).Refusal?.Code);
        _ = (await EndAsync(trial, participant, EndReason.Died)).Value;

        Assert.Equal(1, await trial.CountAsync("Participant WHERE EndReason = 'Withdrawn' AND DiedOn IS NOT NULL"));
        Assert.Equal("participant.ended", (await EndAsync(trial, participant, EndReason.Died)).Refusal?.Code);
        Assert.Equal("participant.ended", (await WithdrawAsync(trial, participant, WithdrawalKind.Consent, DataUse.NoFurtherUse)).Refusal?.Code);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task An_end_lies_after_every_form_and_a_death_after_the_withdrawal(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var (filled, left) = (await trial.EnrolAsync("S1"), await trial.EnrolAsync("S1"));
        trial.Clock.MoveTo(trial.Clock.GetUtcNow().AddDays(9));
        _ = (await trial.SaveAsync("researcher S1", filled, "baseline", "mood", expectedVersion: 0, ("low", "3"))).Value;
        _ = (await WithdrawAsync(trial, left, WithdrawalKind.FollowUp, on: Today.AddDays(5))).Value;

        Assert.Equal("participant.ends-before-form", (await EndAsync(trial, filled, EndReason.LostToFollowUp)).Refusal?.Code);
        Assert.Equal("participant.died-before-withdrawal", (await EndAsync(trial, left, EndReason.Died)).Refusal?.Code);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task An_end_recorded_in_error_is_taken_back_and_a_withdrawal_is_not(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var (one, other) = (await trial.EnrolAsync("S1"), await trial.EnrolAsync("S1"));
        _ = (await EndAsync(trial, one, EndReason.Died)).Value;
        _ = (await WithdrawAsync(trial, other, WithdrawalKind.FollowUp)).Value;
        _ = (await EndAsync(trial, other, EndReason.Died)).Value;

        Assert.Equal(new EndTakenBack("S1-0001", EndedOn: null), (await TakeBackAsync(trial, one)).Value);
        Assert.False((await trial.SaveAsync("researcher S1", one, "baseline", "mood", expectedVersion: 0, ("low", "3"))).IsRefused);
        Assert.Equal(new EndTakenBack("S1-0002", Today), (await TakeBackAsync(trial, other)).Value);
        Assert.Equal(new NoEndToTakeBack("S1-0002"), (await TakeBackAsync(trial, other)).Refusal);
        Assert.Equal(1, await trial.CountAsync("AuditEvent WHERE UseCase = 'TakeBackEnd' AND Field = 'diedOn' AND Reason = 'Another person'"));
        Assert.Equal(1, await trial.CountAsync("Participant WHERE EndReason = 'Withdrawn' AND DiedOn IS NULL"));
    }

    [Theory]
    [InlineData("Rang 07700 900123 and heard it")]
    [InlineData("NHS number 943 476 5919")]
    [InlineData("Mail to someone@example.org came back")]
    public async Task A_reason_must_not_tell_who_the_participant_is(string reason)
    {
        await using var trial = await TrialHost.OpenAsync(Engine.Sqlite);
        var participant = await trial.EnrolAsync("S1");

        var refused = (await WithdrawAsync(trial, participant, WithdrawalKind.Treatment, reason: reason)).Refusal;

        Assert.Equal("request.invalid", refused?.Code);
        Assert.Contains("may tell who a participant is", Assert.Single(refused!.Faults).Reason, StringComparison.Ordinal);
        Assert.Equal(0, await trial.CountAsync($"AuditEvent WHERE Reason LIKE '%{reason}%' OR NewValue LIKE '%{reason}%'"));
        Assert.Equal(0, await trial.CountAsync("Withdrawal"));
    }

    private static Task<Outcome<EndTakenBack>> TakeBackAsync(TrialHost trial, Guid participant) =>
        trial.AskAsync<TakeBackEnd, EndTakenBack>("researcher S1", new TakeBackEnd(trial.TrialCode, participant, "Another person"));

    private static Task<Outcome<WithdrawnParticipant>> WithdrawAsync(
        TrialHost trial, Guid participant, WithdrawalKind kind, DataUse? use = null, string? reason = null, DateOnly? on = null) =>
        trial.AskAsync<WithdrawParticipant, WithdrawnParticipant>(
            "researcher S1", new WithdrawParticipant(trial.TrialCode, participant, kind, on ?? Today, use, reason));

    private static Task<Outcome<EndedParticipation>> EndAsync(TrialHost trial, Guid participant, EndReason reason) =>
        trial.AskAsync<EndParticipation, EndedParticipation>("researcher S1", new EndParticipation(trial.TrialCode, participant, Today, reason));
}
