using TrialData.Application.Administration;
using TrialData.Application.Administration.Credentials;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Administration;

public sealed class ChoosingAPassword
{
    private const string Password = "seven green bicycles";

    [Theory]
    [InlineData("elevenchars", "password.too-weak")]
    [InlineData("this is EVA and long", "password.too-weak")]
    [InlineData("twelve chars", null)]
    public async Task Is_for_the_person_invited_who_takes_a_long_one(string password, string? refused)
    {
        await using var trial = await TrialHost.OpenAsync(Engine.Sqlite);
        var invited = await trial.InviteAsync("eva");

        Assert.Equal(refused, (await new Person(trial, "eva", password).AcceptAsync(invited.Invitation)).Refusal?.Code);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Takes_an_invitation_once_within_its_week_and_the_newest_alone(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var eva = new Person(trial, "eva", Password);
        var first = await trial.InviteAsync("eva");
        var second = await ReissueAsync(trial);

        Assert.Equal(new NoSuchInvitation(), (await eva.AcceptAsync(first.Invitation)).Refusal);
        Assert.Equal(new NoSuchInvitation(), (await eva.AcceptAsync(new InvitationToken("tdi_0"))).Refusal);
        eva.Password = "short";
        Assert.Equal("password.too-weak", (await eva.AcceptAsync(second.Invitation!)).Refusal?.Code);
        eva.Password = Password;
        Assert.Null((await eva.AcceptAsync(second.Invitation!)).Refusal);
        Assert.Equal(new NoSuchInvitation(), (await eva.AcceptAsync(second.Invitation!)).Refusal);

    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Takes_no_invitation_after_its_week(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var eva = new Person(trial, "eva", Password);
        var invited = await trial.InviteAsync("eva");

        trial.Clock.MoveTo(trial.Clock.GetUtcNow().AddDays(7));

        Assert.Equal(new NoSuchInvitation(), (await eva.AcceptAsync(invited.Invitation)).Refusal);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_not_for_whoever_asks_for_a_new_invitation(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        _ = await Person.InviteAsync(trial, "eva", Password);
        _ = (await trial.RegisterAsync("manager", Role.Manager)).Value;

        Assert.Equal("account.no-address", (await trial.AskAsync<ReissueInvitation, ReissuedInvitation>("manager", new ReissueInvitation("eva"))).Refusal?.Code);
        Assert.Equal("access.not-permitted", (await trial.AskAsync<ChangeEmail, ChangedEmail>("manager", new ChangeEmail("eva", "manager@example.org", "Moved"))).Refusal?.Code);
        Assert.Equal("access.not-permitted", (await trial.AskAsync<ResetSecondFactor, SecondFactorWasReset>("manager", new ResetSecondFactor("eva", "Lost"))).Refusal?.Code);
        _ = (await trial.AskAsync<ChangeEmail, ChangedEmail>("founder", new ChangeEmail("eva", "eva@example.org", "Asked for mail"))).Value;
        Assert.Null((await ReissueAsync(trial)).Invitation);
    }

    [Theory, OnSqlite]
    public async Task Refuses_the_last_twelve(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var eva = await Person.InviteAsync(trial, "eva", Password);
        var session = (await eva.SetUpAsync()).SignedIn.Session;
        var last = Password;
        for (var change = 1; change <= 12; change++)
        {
            Assert.Equal("password.used-before", (await eva.ChangePasswordAsync(session, last, Password)).Refusal?.Code);
            trial.Clock.MoveTo(trial.Clock.GetUtcNow().AddMinutes(1));
            var next = FormattableString.Invariant($"password number {change}");
            session = (await eva.ChangePasswordAsync(session, last, next)).Value.Session;
            last = next;
        }

        Assert.Null((await eva.ChangePasswordAsync(session, last, Password)).Refusal);
        Assert.Equal("0", await trial.ValueAsync($"SELECT COUNT(*) FROM UsedPassword WHERE PasswordHash LIKE '%{Password}%'"));
    }

    private static async Task<ReissuedInvitation> ReissueAsync(TrialHost trial) =>
        (await trial.AskAsync<ReissueInvitation, ReissuedInvitation>("founder", new ReissueInvitation("eva"))).Value;
}
