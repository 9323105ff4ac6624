using Microsoft.Extensions.DependencyInjection;
using TrialData.Application.Administration.Credentials;
using TrialData.Application.Pipeline;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Administration;

public sealed class LosingAnAuthenticator
{
    private const string Password = "seven green bicycles";

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_reset_ends_sessions_and_lets_the_next_sign_in_set_up_another(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var eva = await Person.InviteAsync(trial, "eva", Password);
        var setUp = await eva.SetUpAsync();
        var halfway = (await eva.SignInAsync()).Value.Session;

        _ = (await ResetAsync(trial, "founder", "eva")).Value;

        Assert.Equal("session.not-found", (await trial.Door.FindActorAsync(setUp.SignedIn.Session, CancellationToken.None)).Refusal?.Code);
        Assert.Equal("session.not-found", (await eva.SetUpAsync(halfway)).Refusal?.Code);
        var begun = (await eva.SignInAsync()).Value;
        Assert.False(begun.HasSecondFactor);
        Assert.Equal("signin.refused", (await eva.GiveRecoveryCodeAsync(begun.Session, setUp.RecoveryCodes[0])).Refusal?.Code);
        var again = (await eva.SetUpAsync(begun.Session)).Value;
        Assert.Equal("eva", (await trial.Door.FindActorAsync(again.SignedIn.Session, CancellationToken.None)).Value.Name);
        Assert.Equal("Lost telephone", await trial.ValueAsync("SELECT Reason FROM AuditEvent WHERE UseCase = 'ResetSecondFactor' AND Field = 'authenticator'"));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Nobody_resets_the_own_one_or_one_that_is_not_there_or_without_a_reason(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        await trial.InviteAsync("eva");

        Assert.Equal("account.not-your-own", (await ResetAsync(trial, "founder", "founder")).Refusal?.Code);
        Assert.Equal("account.no-second-factor", (await ResetAsync(trial, "founder", "eva")).Refusal?.Code);
        Assert.Equal("account.not-found", (await ResetAsync(trial, "founder", "nobody")).Refusal?.Code);
        Assert.Equal("access.not-permitted", (await ResetAsync(trial, "investigator S1", "eva")).Refusal?.Code);
        Assert.Equal("request.invalid", (await ResetAsync(trial, "founder", "eva", reason: "")).Refusal?.Code);
    }

    [Theory]
    [InlineData(null, 1000, null)]
    [InlineData(90, 89, null)]
    [InlineData(90, 90, "session.password-change-due")]
    public async Task A_password_ends_by_the_calendar_where_the_policy_says_so(int? maxAgeDays, int days, string? refused)
    {
        await using var trial = await TrialHost.OpenAsync(Engine.Sqlite, configure: services => services.AddSingleton(new PasswordPolicy(maxAgeDays)));
        var eva = await Person.InviteAsync(trial, "eva", Password);
        _ = await eva.SetUpAsync();
        trial.Clock.MoveTo(trial.Clock.GetUtcNow().AddDays(days));

        var signedIn = (await eva.SignInFullyAsync()).Value;

        Assert.Equal(refused is not null, signedIn.MustChangePassword);
        Assert.Equal(refused, (await trial.Door.FindActorAsync(signedIn.Session, CancellationToken.None)).Refusal?.Code);
        var changed = (await eva.ChangePasswordAsync(signedIn.Session, Password, "eight red bicycles")).Value;
        Assert.False(changed.MustChangePassword);
        Assert.Null((await trial.Door.FindActorAsync(changed.Session, CancellationToken.None)).Refusal);
    }

    private static Task<Outcome<SecondFactorWasReset>> ResetAsync(TrialHost trial, string actor, string name, string reason = "Lost telephone") =>
        trial.AskAsync<ResetSecondFactor, SecondFactorWasReset>(actor, new ResetSecondFactor(name, reason));
}
