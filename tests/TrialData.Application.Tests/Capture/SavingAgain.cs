using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Capture;

public sealed class SavingAgain
{
    [Theory, OnSqlite, OnSqlServer]
    public async Task Without_a_change_keeps_the_version_and_the_trail_holds(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolWithBaselineAsync("S1");

        var again = await trial.SaveAsync("researcher S1", participant, "baseline", "mood", expectedVersion: 1, ("low", "3"));

        Assert.Equal(1, again.Value.Version);
        await AssertTrailHoldsAsync(trial);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task On_another_day_needs_a_reason_and_the_trail_holds(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolWithBaselineAsync("S1");
        trial.Clock.MoveTo(trial.Clock.GetUtcNow().AddDays(1));

        var unexplained = await trial.SaveAsync("researcher S1", participant, "baseline", "mood", expectedVersion: 1, ("low", "3"));
        var explained = await trial.SaveAsync("researcher S1", participant, "baseline", "mood", expectedVersion: 1, reason: "wrong day", ("low", "3"));

        Assert.Equal("form.reason-needed", unexplained.Refusal?.Code);
        Assert.Equal(2, explained.Value.Version);
        Assert.Equal(1, await trial.CountAsync("AuditEvent WHERE Field = 'completedOn' AND OldValue = '2027-01-04' AND NewValue = '2027-01-05' AND Reason = 'wrong day'"));
        await AssertTrailHoldsAsync(trial);
    }

    private static async Task AssertTrailHoldsAsync(TrialHost trial)
    {
        var owner = Actor.OperatingSystemUser("test");
        var verified = await trial.Door.AskAsync<VerifyAudit, VerifiedAudit>(owner, new VerifyAudit(), CancellationToken.None);
        Assert.Null(verified.Refusal);
    }
}
