using Microsoft.Extensions.DependencyInjection;
using TrialData.Application.Administration;
using TrialData.Application.Administration.Mail;
using TrialData.Application.Pipeline;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Administration;

public sealed class WritingMail
{
    private const string Password = "seven green bicycles";

    [Theory, OnSqlite, OnSqlServer]
    public async Task An_invitation_waits_for_the_person_s_address_and_is_unreadable_there(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);

        var invited = await trial.InviteAsync("eva", "Eva@example.org");

        var letter = Assert.Single(await LettersAsync(trial));
        Assert.Equal(("invitation", "Eva@example.org"), (await trial.ValueAsync("SELECT Kind FROM OutboxMessage"), letter.Recipient));
        Assert.Equal("Eva@example.org", invited.MailedTo);
        Assert.Contains(invited.Invitation.Text, letter.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(invited.Invitation.Text, await trial.ValueAsync("SELECT SealedBody FROM OutboxMessage"), StringComparison.Ordinal);
        Assert.Equal("done", await trial.AuditedAsync("InviteAccount"));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Without_an_address_nothing_is_written(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var eva = await Person.InviteAsync(trial, "eva", Password);
        var session = (await eva.SetUpAsync()).SignedIn.Session;
        _ = (await eva.ChangePasswordAsync(session, Password, "eight red bicycles")).Value;

        Assert.Equal(0, await trial.CountAsync("OutboxMessage"));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task What_is_refused_leaves_no_letter(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        await trial.InviteAsync("eva");

        Assert.Equal("account.name-taken", (await InviteAsync(trial, "EVA", "eva@example.org")).Refusal?.Code);

        Assert.Equal(0, await trial.CountAsync("OutboxMessage"));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task An_address_belongs_to_one_account_in_upper_or_lower_case(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        await trial.InviteAsync("eva", "eva@example.org");
        await trial.InviteAsync("adam", "adam@example.org");

        Assert.Equal(new EmailTaken("EVA@example.org"), (await InviteAsync(trial, "evi", "EVA@example.org")).Refusal);
        Assert.Equal("account.email-taken", (await ChangeAsync(trial, "adam", "Eva@Example.org")).Refusal?.Code);
        Assert.Null((await ChangeAsync(trial, "eva", "EVA@example.org")).Refusal);
        Assert.Null((await ChangeAsync(trial, "eva", email: null)).Refusal);
        Assert.Null((await ChangeAsync(trial, "adam", "eva@example.org")).Refusal);
        Assert.Equal("3", await trial.ValueAsync("SELECT COUNT(*) FROM AuditEvent WHERE UseCase = 'ChangeEmail' AND Field = 'email'"));
        Assert.Equal(["eva@example.org", "adam@example.org", "eva@example.org", "EVA@example.org", "adam@example.org"], (await LettersAsync(trial)).Select(l => l.Recipient));
    }

    [Theory]
    [InlineData("eva")]
    [InlineData("")]
    [InlineData("eva@")]
    [InlineData("Eva <eva@example.org>")]
    [InlineData("eva@example.org, adam@example.org")]
    [InlineData("eva@example.org\r\nBcc: all@example.org")]
    [InlineData("\"e va\"@example.org")]
    [InlineData("éva@example.org")]
    public async Task What_is_no_plain_address_is_refused(string email)
    {
        await using var trial = await TrialHost.OpenAsync(Engine.Sqlite);

        Assert.Equal("request.invalid", (await InviteAsync(trial, "eva", email)).Refusal?.Code);
    }

    [Theory]
    [InlineData("eva\r\nBcc: all@example.org")]
    [InlineData("eva\u001b[2J")]
    public async Task A_name_is_one_line(string name)
    {
        await using var trial = await TrialHost.OpenAsync(Engine.Sqlite);

        Assert.Equal("request.invalid", (await InviteAsync(trial, name, "eva@example.org")).Refusal?.Code);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Each_lock_of_an_account_is_told_to_those_who_may_suspend_it_once(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        _ = await Person.InviteAsync(trial, "eva", Password);
        _ = (await ChangeAsync(trial, "founder", "founder@example.org")).Value;
        await trial.InviteAsync("keeper", "keeper@example.org");
        _ = (await trial.GrantAsync("keeper", Role.Administrator)).Value;
        await trial.InviteAsync("bystander", "bystander@example.org");
        _ = (await trial.GrantAsync("bystander", Role.Statistician)).Value;
        var guesser = new Person(trial, "eva", "another long password");
        for (var attempt = 1; attempt <= 9; attempt++)
        {
            _ = await guesser.SignInAsync();
        }

        Assert.Equal(["founder@example.org", "keeper@example.org"], await AlertedAsync(trial));
        Assert.Equal("2", await trial.ValueAsync("SELECT NewValue FROM AuditEvent WHERE Field = 'administratorsAlerted'"));

        trial.Clock.MoveTo(trial.Clock.GetUtcNow().AddSeconds(61));
        _ = await guesser.SignInAsync();
        Assert.Equal(4, (await AlertedAsync(trial)).Count);
        var alert = (await LettersAsync(trial)).First(l => l.Subject.Contains("failed sign-ins", StringComparison.Ordinal));
        Assert.Contains("'eva' was locked after 5 failed sign-ins", alert.Body, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_changed_password_is_told_to_its_person(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var eva = await Person.InviteAsync(trial, "eva", Password, "eva@example.org");
        var session = (await eva.SetUpAsync()).SignedIn.Session;

        _ = (await eva.ChangePasswordAsync(session, Password, "eight red bicycles")).Value;

        var letters = await LettersAsync(trial);
        Assert.Equal(["TrialData: your invitation", "TrialData: your password was changed"], letters.Select(l => l.Subject));
        Assert.DoesNotContain("bicycles", letters[1].Body, StringComparison.Ordinal);
    }

    private static Task<Outcome<InvitedAccount>> InviteAsync(TrialHost trial, string name, string email) =>
        trial.AskAsync<InviteAccount, InvitedAccount>("founder", new InviteAccount(name, ExpiresOn: null, email));

    private static Task<Outcome<ChangedEmail>> ChangeAsync(TrialHost trial, string name, string? email) =>
        trial.AskAsync<ChangeEmail, ChangedEmail>("founder", new ChangeEmail(name, email, "Asked to"));

    private static async Task<List<string>> AlertedAsync(TrialHost trial) =>
        (await LettersAsync(trial)).Where(l => l.Subject.Contains("failed sign-ins", StringComparison.Ordinal)).Select(l => l.Recipient).ToList();

    /// <summary>Every letter that was written, in order; claimed as a sender would.</summary>
    private static async Task<List<(string Recipient, string Subject, string Body)>> LettersAsync(TrialHost trial)
    {
        await using var scope = trial.NewScope();
        var (outbox, sealer) = (scope.ServiceProvider.GetRequiredService<IOutbox>(), trial.Get<ILetterSealer>());
        var letters = new List<(string, string, string)>();
        var now = trial.Clock.GetUtcNow();
        foreach (var id in await outbox.DueAsync(now, CancellationToken.None))
        {
            var message = (await outbox.ClaimAsync(id, now, now, CancellationToken.None))!;
            letters.Add((message.Recipient, message.Subject, sealer.Unseal(message.SealedBody!)));
        }

        return letters;
    }
}
