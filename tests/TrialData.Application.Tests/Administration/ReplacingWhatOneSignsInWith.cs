using TrialData.Application.Administration.Credentials;
using TrialData.Application.Pipeline;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Administration;

public sealed class ReplacingWhatOneSignsInWith
{
    private const string Password = "seven green bicycles";

    [Theory, OnSqlite, OnSqlServer]
    public async Task Another_authenticator_takes_the_own_password(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var eva = await Person.InviteAsync(trial, "eva", Password);
        var session = (await eva.SetUpAsync()).SignedIn.Session;

        var unsaid = await eva.BeginSetUpAsync(session);
        var wrong = await eva.BeginSetUpAsync(session, "eight red bicycles");
        var pending = await trial.ValueAsync("SELECT COUNT(*) FROM Credential AS c INNER JOIN Account AS a ON a.AccountId = c.AccountId WHERE a.Name = 'eva' AND c.PendingKey IS NOT NULL");
        var failures = await FailuresAsync(trial);
        var right = await eva.BeginSetUpAsync(session, Password);
        var confirmed = await eva.ConfirmAsync(session, eva.CodeNow());

        Assert.Equal("account.password-needed", unsaid.Refusal?.Code);
        Assert.Equal("account.password-refused", wrong.Refusal?.Code);
        Assert.Equal(("0", "1"), (pending, failures));
        Assert.False(right.IsRefused);
        Assert.False(confirmed.IsRefused);
        Assert.Equal("0", await FailuresAsync(trial));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_locked_account_replaces_nothing_even_with_the_right_password(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var eva = await Person.InviteAsync(trial, "eva", Password);
        var session = (await eva.SetUpAsync()).SignedIn.Session;
        for (var attempt = 0; attempt < 5; attempt++)
        {
            _ = await eva.BeginSetUpAsync(session, "eight red bicycles");
        }

        Assert.Equal("account.password-refused", (await eva.BeginSetUpAsync(session, Password)).Refusal?.Code);
        Assert.Equal("account.password-refused", (await RenewAsync(trial, Password)).Refusal?.Code);
        Assert.Equal("5", await FailuresAsync(trial));
        trial.Clock.MoveTo(trial.Clock.GetUtcNow().AddMinutes(1));
        Assert.False((await eva.BeginSetUpAsync(session, Password)).IsRefused);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Who_came_in_by_a_recovery_code_sets_another_up_at_once_and_no_other_session_does(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var eva = await Person.InviteAsync(trial, "eva", Password);
        var setUp = await eva.SetUpAsync();
        Pass(trial);
        var recovered = (await eva.GiveRecoveryCodeAsync((await eva.SignInAsync()).Value.Session, setUp.RecoveryCodes[0])).Value.Session;
        Pass(trial);
        var later = (await eva.SignInFullyAsync()).Value.Session;

        Assert.Equal("account.password-needed", (await eva.BeginSetUpAsync(setUp.SignedIn.Session)).Refusal?.Code);
        Assert.Equal("account.password-needed", (await eva.BeginSetUpAsync(later)).Refusal?.Code);
        Assert.False((await eva.BeginSetUpAsync(recovered)).IsRefused);
        var again = (await eva.ConfirmAsync(recovered, eva.CodeNow())).Value.SignedIn.Session;
        Assert.Equal("account.password-needed", (await eva.BeginSetUpAsync(again)).Refusal?.Code);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task New_recovery_codes_end_the_old_ones_and_stand_in_no_trail(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var eva = await Person.InviteAsync(trial, "eva", Password);
        var old = (await eva.SetUpAsync()).RecoveryCodes;

        var wrong = await RenewAsync(trial, "eight red bicycles");
        var renewed = (await RenewAsync(trial, Password)).Value;

        Assert.Equal("account.password-refused", wrong.Refusal?.Code);
        Assert.Equal((10, 0), (renewed.RecoveryCodes.Distinct().Count(), renewed.RecoveryCodes.Intersect(old).Count()));
        Assert.Equal("10", await trial.ValueAsync("SELECT COUNT(*) FROM RecoveryCode"));
        Assert.Equal("1", await FailuresAsync(trial));
        Assert.Equal("signin.refused", (await eva.GiveRecoveryCodeAsync((await eva.SignInAsync()).Value.Session, old[0])).Refusal?.Code);
        Assert.False((await eva.GiveRecoveryCodeAsync((await eva.SignInAsync()).Value.Session, renewed.RecoveryCodes[0])).IsRefused);
        Assert.Equal("replaced", await trial.ValueAsync("SELECT NewValue FROM AuditEvent WHERE UseCase = 'ReplaceRecoveryCodes' AND Field = 'recoveryCodes' AND Subject = 'eva'"));
        Assert.Equal(0, await trial.CountAsync($"AuditEvent WHERE NewValue LIKE '%{renewed.RecoveryCodes[0]}%' OR OldValue LIKE '%{old[0]}%'"));
        Assert.Equal("ReplacedRecoveryCodes", renewed.ToString());
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Without_an_authenticator_there_are_no_codes_to_renew(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        _ = await Person.InviteAsync(trial, "eva", Password);

        Assert.Equal("account.no-second-factor", (await RenewAsync(trial, Password)).Refusal?.Code);
    }

    private static void Pass(TrialHost trial) => trial.Clock.MoveTo(trial.Clock.GetUtcNow().AddMinutes(1));

    private static Task<Outcome<ReplacedRecoveryCodes>> RenewAsync(TrialHost trial, string password) =>
        trial.AskAsync<ReplaceRecoveryCodes, ReplacedRecoveryCodes>("eva", new ReplaceRecoveryCodes(password));

    private static Task<string?> FailuresAsync(TrialHost trial) =>
        trial.ValueAsync("SELECT c.Failures FROM Credential AS c INNER JOIN Account AS a ON a.AccountId = c.AccountId WHERE a.Name = 'eva'");
}
