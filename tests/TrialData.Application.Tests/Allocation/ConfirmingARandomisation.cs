using TrialData.Application.Administration;
using TrialData.Application.Administration.Mail;
using TrialData.Application.Allocation;
using TrialData.Application.Capture;
using TrialData.Application.Pipeline;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;
using static TrialData.Application.Tests.Capture.FormsInTests;

namespace TrialData.Application.Tests.Allocation;

public sealed class ConfirmingARandomisation
{
    private const string Password = "nine yellow bicycles";

    [Theory, OnSqlite, OnSqlServer]
    public async Task Needs_the_own_password_and_counts_wrong_ones(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        _ = await Person.InviteAsync(trial, "nurse", Password);
        _ = (await trial.GrantAsync("nurse", Role.SiteResearcher, "S1")).Value;
        var (one, other) = (await trial.EnrolWithBaselineAsync("S1"), await trial.EnrolWithBaselineAsync("S1"));

        Assert.Equal(new RandomisationNotConfirmed(), (await AskAsync(trial, one, password: null)).Refusal);
        Assert.Equal(new RandomisationNotConfirmed(), (await AskAsync(trial, one, "wrong")).Refusal);
        Assert.Equal("allocation.baseline-incomplete", (await AskAsync(trial, await trial.EnrolAsync("S1"), "wrong")).Refusal?.Code);
        Assert.Equal(0, await trial.CountAsync("Allocation"));
        var allocated = (await AskAsync(trial, one, Password)).Value;
        Assert.Equal(allocated, (await AskAsync(trial, one, password: null)).Value);

        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(new RandomisationNotConfirmed(), (await AskAsync(trial, other, "wrong")).Refusal);
        }

        Assert.Equal(new RandomisationNotConfirmed(), (await AskAsync(trial, other, Password)).Refusal);
        Assert.Equal(1, await trial.CountAsync("Allocation"));
        Assert.Equal(0, await trial.CountAsync($"AuditEvent WHERE NewValue LIKE '%{Password}%' OR Reason LIKE '%{Password}%'"));
    }

    [Fact]
    public async Task Is_not_asked_of_a_program_whose_token_names_the_permission_and_of_no_other()
    {
        await using var trial = await TrialHost.OpenAsync(Engine.Sqlite);
        var participant = await trial.EnrolWithBaselineAsync("S1");
        var researcher = trial.Actor("researcher S1");

        Task<Outcome<AllocatedParticipant>> By(Actor actor) => trial.Door.AskAsync<RandomiseParticipant, AllocatedParticipant>(
            actor, new RandomiseParticipant(trial.TrialCode, participant), CancellationToken.None);

        Assert.Equal("allocation.not-confirmed", (await By(researcher)).Refusal?.Code);
        Assert.Equal("access.not-permitted", (await By(researcher with { Only = new HashSet<Permission> { Permission.SaveForm } })).Refusal?.Code);
        Assert.False((await By(researcher with { Only = new HashSet<Permission> { Permission.Randomise } })).IsRefused);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Waits_where_something_was_assessed_before_the_consent(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolAsync("S1");
        var save = MoodOf(trial, participant, 0, ("low", "3")) with { CompletedOn = TrialHost.FirstDay.AddDays(-1), Confirmed = [FilledForm.CompletedOnField] };
        _ = (await trial.SaveAsync(save)).Value;

        Assert.Equal(new AssessedBeforeConsent("S1-0001", TrialHost.FirstDay, "baseline/mood"), (await trial.RandomiseAsync("S1", participant)).Refusal);

        _ = (await trial.SaveAsync(save with { ExpectedVersion = 1, CompletedOn = TrialHost.FirstDay, Reason = "Wrong day" })).Value;
        Assert.False((await trial.RandomiseAsync("S1", participant)).IsRefused);
    }

    // Half past eleven at night in UTC is half past midnight in British summer time.
    [Fact]
    public async Task Is_of_the_day_that_it_is_at_the_site()
    {
        await using var trial = await TrialHost.OpenAsync(Engine.Sqlite);
        trial.Clock.MoveTo(new DateTimeOffset(2027, 6, 30, 12, 0, 0, TimeSpan.Zero));
        var participant = await trial.EnrolWithBaselineAsync("S1");
        trial.Clock.MoveTo(new DateTimeOffset(2027, 6, 30, 23, 30, 0, TimeSpan.Zero));

        Assert.Equal(new DateOnly(2027, 7, 1), (await trial.RandomiseAsync("S1", participant)).Value.AllocatedOn);
    }

    [Fact]
    public async Task Tells_the_arm_to_those_who_see_it_there_and_to_nobody_else()
    {
        await using var trial = await TrialHost.OpenAsync(Engine.Sqlite);
        foreach (var (name, role, site) in new[]
        {
            ("nurse", Role.SiteResearcher, "S1"), ("rater", Role.Assessor, "S1"), ("elsewhere", Role.SiteResearcher, "S2"),
            ("head", Role.Manager, null), ("analyst", Role.Statistician, null), ("doctor", Role.PrincipalInvestigator, "S1"),
        })
        {
            _ = await trial.InviteAsync(name, $"{name}@example.org");
            _ = (await trial.GrantAsync(name, role, site)).Value;
        }

        var before = await trial.CountAsync("OutboxMessage");
        var participant = await trial.EnrolWithBaselineAsync("S1");
        var allocated = (await trial.RandomiseAsync("S1", participant)).Value;
        _ = (await trial.RandomiseAsync("S1", participant)).Value;

        Assert.Equal(4, await trial.CountAsync("OutboxMessage") - before);
        Assert.Equal(["doctor@example.org", "nurse@example.org"], await RecipientsAsync(trial, "allocated-to"));
        Assert.Equal(["head@example.org", "rater@example.org"], await RecipientsAsync(trial, "allocated"));
        Assert.Contains($"to: {allocated.Arm} ({allocated.ArmLabel}).", await LetterAsync(trial, "allocated-to"), StringComparison.Ordinal);
        var blinded = await LetterAsync(trial, "allocated");
        Assert.All(["NEW", "New", "OLD", "Old"], arm => Assert.DoesNotContain(arm, blinded, StringComparison.Ordinal));
    }

    private static async Task<IEnumerable<string>> RecipientsAsync(TrialHost trial, string kind) =>
        (await trial.ValueAsync($"SELECT GROUP_CONCAT(Recipient, ' ') FROM OutboxMessage WHERE Kind = '{kind}'"))!.Split(' ').Order(StringComparer.Ordinal);

    private static async Task<string> LetterAsync(TrialHost trial, string kind) =>
        trial.Get<ILetterSealer>().Unseal((await trial.ValueAsync($"SELECT MAX(SealedBody) FROM OutboxMessage WHERE Kind = '{kind}'"))!)!;

    private static Task<Outcome<AllocatedParticipant>> AskAsync(TrialHost trial, Guid participant, string? password) =>
        trial.Door.AskAsync<RandomiseParticipant, AllocatedParticipant>(
            trial.Actor("nurse"), new RandomiseParticipant(trial.TrialCode, participant, password), CancellationToken.None);
}
