using TrialData.Application.Administration;
using TrialData.Application.Administration.Credentials;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Administration;

public sealed class SigningIn
{
    private const string Password = "seven green bicycles";
    private const string Refused = "signin.refused";

    [Theory, OnSqlite, OnSqlServer]
    public async Task Takes_password_then_code_and_acts_as_the_account(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var eva = await Person.InviteAsync(trial, "eva", Password);
        var halfway = (await eva.SignInAsync()).Value;
        Assert.False(halfway.HasSecondFactor);
        Assert.Equal("session.not-found", await ActingAsync(trial, halfway.Session));

        var setUp = (await eva.SetUpAsync(halfway.Session)).Value;

        Assert.Equal(trial.Actor("eva"), (await trial.Door.FindActorAsync(setUp.SignedIn.Session, CancellationToken.None)).Value);
        Assert.Equal("session.not-found", await ActingAsync(trial, halfway.Session));
        Assert.Equal(10, setUp.RecoveryCodes.Distinct(StringComparer.Ordinal).Count());
        Pass(trial, TimeSpan.FromMinutes(1));
        var signedIn = (await eva.SignInFullyAsync()).Value;
        Assert.Null(await ActingAsync(trial, signedIn.Session));
        Assert.Equal("done", await trial.AuditedAsync("GiveSecondFactor"));
        Assert.Equal("eva", await trial.ValueAsync("SELECT MAX(ActorName) FROM AuditEvent WHERE UseCase = 'GiveSecondFactor'"));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Never_says_which_part_was_wrong(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var eva = await Person.InviteAsync(trial, "eva", Password);
        _ = await eva.SetUpAsync();
        await trial.InviteAsync("invited only");

        var wrongPassword = await new Person(trial, "eva", "another long password").SignInAsync();
        var nobody = await new Person(trial, "nobody at all", Password).SignInAsync();
        var withoutPassword = await new Person(trial, "invited only", Password).SignInAsync();
        var wrongCode = await eva.GiveCodeAsync((await eva.SignInAsync()).Value.Session, "000000");

        Assert.All(
            [wrongPassword.Refusal, nobody.Refusal, withoutPassword.Refusal, wrongCode.Refusal],
            refusal => Assert.Equal(new SignInRefused(), refusal));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Takes_a_code_once(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var eva = await Person.InviteAsync(trial, "eva", Password);
        _ = await eva.SetUpAsync();

        Assert.Equal(Refused, (await eva.SignInFullyAsync()).Refusal?.Code);
        Pass(trial, TimeSpan.FromMinutes(1));
        var code = eva.CodeNow();
        Assert.Null((await eva.GiveCodeAsync((await eva.SignInAsync()).Value.Session, code)).Refusal);
        Assert.Equal(Refused, (await eva.GiveCodeAsync((await eva.SignInAsync()).Value.Session, code)).Refusal?.Code);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Locks_for_longer_after_each_further_failure(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var eva = await Person.InviteAsync(trial, "eva", Password);
        _ = await eva.SetUpAsync();
        var guesser = new Person(trial, "eva", "another long password");
        for (var failure = 1; failure <= 5; failure++)
        {
            Assert.Equal(Refused, (await guesser.SignInAsync()).Refusal?.Code);
        }

        Assert.Equal(Refused, (await eva.SignInAsync()).Refusal?.Code);
        Assert.Equal("1", await trial.ValueAsync("SELECT COUNT(*) FROM AuditEvent WHERE Field = 'lockedUntil' AND Subject = 'eva'"));
        Pass(trial, TimeSpan.FromSeconds(61));
        Assert.Equal(Refused, (await guesser.SignInAsync()).Refusal?.Code);
        Pass(trial, TimeSpan.FromSeconds(61));
        Assert.Equal(Refused, (await eva.SignInAsync()).Refusal?.Code);
        Pass(trial, TimeSpan.FromSeconds(60));
        Assert.Null((await eva.SignInFullyAsync()).Refusal);
        Assert.Equal("0", await trial.ValueAsync("SELECT Failures FROM Credential"));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Ends_when_idle_when_too_long_when_signed_out_and_when_suspended(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var eva = await Person.InviteAsync(trial, "eva", Password);
        var session = (await eva.SetUpAsync()).SignedIn.Session;
        for (var hour = 0; hour < 24; hour++)
        {
            Pass(trial, TimeSpan.FromMinutes(29));
            Assert.Null(await ActingAsync(trial, session));
        }

        Pass(trial, TimeSpan.FromMinutes(25));
        Assert.Equal("session.not-found", await ActingAsync(trial, session));

        session = (await eva.SignInFullyAsync()).Value.Session;
        Pass(trial, TimeSpan.FromMinutes(31));
        Assert.Equal("session.not-found", await ActingAsync(trial, session));

        session = (await eva.SignInFullyAsync()).Value.Session;
        Assert.False((await eva.SignOutAsync(session)).IsRefused);
        Assert.Equal("session.not-found", await ActingAsync(trial, session));

        Pass(trial, TimeSpan.FromMinutes(1));
        session = (await eva.SignInFullyAsync()).Value.Session;
        _ = (await trial.AskAsync<SuspendAccount, SuspendedAccount>("founder", new SuspendAccount("eva", "Left"))).Value;
        Assert.Equal("session.not-found", await ActingAsync(trial, session));
        Assert.Equal(Refused, (await eva.SignInAsync()).Refusal?.Code);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Takes_each_recovery_code_once(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var eva = await Person.InviteAsync(trial, "eva", Password);
        var codes = (await eva.SetUpAsync()).RecoveryCodes;

        var recovered = await eva.GiveRecoveryCodeAsync((await eva.SignInAsync()).Value.Session, codes[3].ToLowerInvariant());
        var again = await eva.GiveRecoveryCodeAsync((await eva.SignInAsync()).Value.Session, codes[3]);

        Assert.Null(await ActingAsync(trial, recovered.Value.Session));
        Assert.Equal(Refused, again.Refusal?.Code);
        Assert.Equal("0", await trial.ValueAsync($"SELECT COUNT(*) FROM RecoveryCode WHERE CodeHash = '{codes[3]}'"));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_password_alone_replaces_no_second_factor(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var eva = await Person.InviteAsync(trial, "eva", Password);
        var signedIn = (await eva.SetUpAsync()).SignedIn;

        Assert.Equal(Refused, (await eva.SetUpAsync((await eva.SignInAsync()).Value.Session)).Refusal?.Code);
        _ = (await eva.BeginSetUpAsync(signedIn.Session, Password)).Value;
        Assert.Equal(Refused, (await eva.ConfirmAsync((await eva.SignInAsync()).Value.Session, eva.CodeNow())).Refusal?.Code);
        Assert.False((await eva.ConfirmAsync(signedIn.Session, eva.CodeNow())).IsRefused);
        Pass(trial, TimeSpan.FromMinutes(1));
        Assert.False((await eva.SignInFullyAsync()).IsRefused);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_demanded_password_change_comes_before_everything(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var eva = await Person.InviteAsync(trial, "eva", Password);
        var before = (await eva.SetUpAsync()).SignedIn.Session;
        _ = (await trial.AskAsync<DemandPasswordChange, DemandedPasswordChange>("founder", new DemandPasswordChange("eva", "Lost laptop"))).Value;
        Assert.Equal("session.not-found", await ActingAsync(trial, before));
        Pass(trial, TimeSpan.FromMinutes(1));
        var signedIn = (await eva.SignInFullyAsync()).Value;
        Assert.True(signedIn.MustChangePassword);
        Assert.Equal("session.password-change-due", await ActingAsync(trial, signedIn.Session));

        Assert.Equal(Refused, (await eva.ChangePasswordAsync(signedIn.Session, "not the old one", "eight red bicycles")).Refusal?.Code);
        Assert.Equal("password.used-before", (await eva.ChangePasswordAsync(signedIn.Session, Password, Password)).Refusal?.Code);
        var changed = (await eva.ChangePasswordAsync(signedIn.Session, Password, "eight red bicycles")).Value;

        Assert.Null(await ActingAsync(trial, changed.Session));
        Assert.Equal("session.not-found", await ActingAsync(trial, signedIn.Session));
    }

    private static void Pass(TrialHost trial, TimeSpan time) => trial.Clock.MoveTo(trial.Clock.GetUtcNow() + time);

    private static async Task<string?> ActingAsync(TrialHost trial, SessionToken session) =>
        (await trial.Door.FindActorAsync(session, CancellationToken.None)).Refusal?.Code;
}
