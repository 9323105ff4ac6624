using Microsoft.Extensions.DependencyInjection;
using TrialData.Application.Administration;
using TrialData.Application.Administration.Mail;
using TrialData.Application.Allocation.CodeBreaks;
using TrialData.Application.Pipeline;
using TrialData.Hosting.Mail;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Hosting.Tests.Mail;

public sealed class SendingMail
{
    [Theory, OnSqlite, OnSqlServer]
    public async Task By_smtp_sends_each_message_once_and_wipes_its_text(Engine engine)
    {
        await using var server = new SmtpListener();
        await using var trial = await OpenAsync(engine, new SmtpTransport(At(server)));
        var invited = await trial.InviteAsync("eva", "eva@example.org");
        await trial.InviteAsync("adam", "adam@example.org");

        Assert.Equal(new SentMail(2, 0, 0), await SendAsync(trial));
        Assert.Equal(new SentMail(0, 0, 0), await SendAsync(trial));

        Assert.Equal(2, server.Taken.Count);
        var message = server.Taken[0].ReplaceLineEndings("\n");
        Assert.Contains("\nTo: eva@example.org\n", "\n" + message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("\nFrom: trial@example.org\n", "\n" + message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(invited.Invitation.Text, message.Replace("=\n", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(new OutboxCounts(0, 2, 0), (await ListAsync(trial)).Counts);
        await Assert.ThrowsAsync<InvalidOperationException>(() => TextsAsync(trial));
    }

    [Theory, OnSqlite]
    public async Task By_file_drop_writes_whole_files_for_their_owner_alone(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine, configure: services => Drop(services));
        await trial.InviteAsync("eva", "eva@example.org");
        var folder = Path.Combine(trial.Folder.FullName, "mail");

        Assert.Equal(new SentMail(1, 0, 0), await SendAsync(trial));

        var file = new FileInfo(Assert.Single(Directory.GetFileSystemEntries(folder)));
        Assert.Equal(".eml", file.Extension);
        Assert.Contains("eva@example.org", await File.ReadAllTextAsync(file.FullName), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, file.UnixFileMode);
        }
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Waits_longer_each_time_a_server_refuses_and_sends_when_it_takes_again(Engine engine)
    {
        await using var server = new SmtpListener { Refuses = true };
        await using var trial = await OpenAsync(engine, new SmtpTransport(At(server)));
        await trial.InviteAsync("eva", "eva@example.org");

        Assert.Equal(new SentMail(0, 1, 0), await SendAsync(trial));
        Assert.Equal(new SentMail(0, 0, 0), await SendAsync(trial));
        Pass(trial, TimeSpan.FromSeconds(61));
        Assert.Equal(new SentMail(0, 1, 0), await SendAsync(trial));
        Pass(trial, TimeSpan.FromSeconds(61));
        Assert.Equal(new SentMail(0, 0, 0), await SendAsync(trial));
        var troubled = Assert.Single((await ListAsync(trial)).Troubled);
        Assert.Equal((2, null), (troubled.Attempts, troubled.FailedAt));
        Assert.Contains("not now", troubled.LastError, StringComparison.Ordinal);

        server.Refuses = false;
        Pass(trial, TimeSpan.FromSeconds(61));
        Assert.Equal(new SentMail(1, 0, 0), await SendAsync(trial));
        Assert.Empty((await ListAsync(trial)).Troubled);
    }

    [Theory, OnSqlite]
    public async Task Gives_up_after_ten_attempts_and_says_so(Engine engine)
    {
        await using var trial = await OpenAsync(engine, new BrokenTransport(_ => throw new IOException("No such server.")));
        await trial.InviteAsync("eva", "eva@example.org");
        for (var attempt = 1; attempt < MailDelivery.MostAttempts; attempt++)
        {
            Assert.Equal(new SentMail(0, 1, 0), await SendAsync(trial));
            Pass(trial, MailDelivery.PauseAfter(attempt));
        }

        Assert.Equal(new SentMail(0, 1, 1), await SendAsync(trial));
        Pass(trial, TimeSpan.FromDays(1));
        Assert.Equal(new SentMail(0, 0, 0), await SendAsync(trial));
        var listed = await ListAsync(trial);
        Assert.Equal(new OutboxCounts(0, 0, 1), listed.Counts);
        Assert.Equal("No such server.", Assert.Single(listed.Troubled).LastError);
    }

    [Theory, OnSqlite]
    public async Task Killed_between_sending_and_marking_sends_again_under_the_same_id(Engine engine)
    {
        var sent = new List<Guid>();
        using var killed = new CancellationTokenSource();
        await using var trial = await OpenAsync(engine, new BrokenTransport(async mail =>
        {
            sent.Add(mail.MessageId);
            if (sent.Count == 1)
            {
                await killed.CancelAsync();
            }
        }));
        await trial.InviteAsync("eva", "eva@example.org");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => trial.Get<MailDelivery>().SendDueAsync(killed.Token));
        Assert.Equal(new SentMail(0, 0, 0), await SendAsync(trial));
        Pass(trial, TimeSpan.FromMinutes(6));
        Assert.Equal(new SentMail(1, 0, 0), await SendAsync(trial));

        Assert.Equal(2, sent.Count);
        Assert.Equal(sent[0], sent[1]);
    }

    [Theory, OnSqlite]
    public async Task By_two_senders_at_once_sends_each_message_once(Engine engine)
    {
        var sent = new System.Collections.Concurrent.ConcurrentBag<string>();
        var transport = new BrokenTransport(mail =>
        {
            sent.Add(mail.Recipient);
            return Task.CompletedTask;
        });
        await using var trial = await OpenAsync(engine, transport);
        await using var other = trial.Neighbour(services => Use(services, transport));
        var names = Enumerable.Range(1, 12).Select(number => FormattableString.Invariant($"person{number}")).ToList();
        foreach (var name in names)
        {
            await trial.InviteAsync(name, $"{name}@example.org");
        }

        await Task.WhenAll(Task.Run(() => SendAsync(trial)), Task.Run(() => SendAsync(other)));

        Assert.Equal(names.Select(name => $"{name}@example.org").Order(StringComparer.Ordinal), sent.Order(StringComparer.Ordinal));
    }

    // R9: an arm is disclosed although nobody can be told of it yet, and the notice names neither participant nor arm.
    [Theory, OnSqlite, OnSqlServer]
    public async Task That_cannot_go_out_keeps_nobody_from_an_arm_in_an_emergency(Engine engine)
    {
        const string password = "seven green bicycles";
        await using var trial = await OpenAsync(engine, new BrokenTransport(_ => throw new IOException("No such server.")));
        _ = await Person.InviteAsync(trial, "doctor", password, "doctor@example.org");
        _ = (await trial.GrantAsync("doctor", Role.PrincipalInvestigator, "S1")).Value;
        await trial.InviteAsync("elsewhere", "elsewhere@example.org");
        _ = (await trial.GrantAsync("elsewhere", Role.PrincipalInvestigator, "S2")).Value;
        _ = await SendAsync(trial);
        var participant = await trial.EnrolWithBaselineAsync("S1");
        var allocated = (await trial.RandomiseAsync("S1", participant)).Value;
        var before = (await ListAsync(trial)).Counts.Waiting;

        var broken = (await trial.AskAsync<BreakBlind, BrokenBlind>("doctor", new BreakBlind(trial.TrialCode, participant, "A seizure", password))).Value;
        _ = await SendAsync(trial);

        Assert.Equal((allocated.Arm, 1), (broken.Arm, broken.Notified));
        Assert.Equal(before + 1, (await ListAsync(trial)).Counts.Waiting);
        var register = (await trial.AskAsync<ListCodeBreaks, RegisterOfCodeBreaks>("doctor", new ListCodeBreaks(trial.TrialCode))).Value;
        Assert.Equal(broken.CodeBreakId, Assert.Single(register.Entries).PublicId);
        var letter = trial.Get<ILetterSealer>().Unseal(await TextsAsync(trial, "blind-broken"));
        Assert.StartsWith("doctor@example.org\n", letter, StringComparison.Ordinal);
        foreach (var secret in new[] { "NEW", "New", "OLD", "Old", allocated.Number, "seizure", "S1" })
        {
            Assert.DoesNotContain(secret, letter, StringComparison.Ordinal);
        }
    }

    [Theory, OnSqlite]
    public async Task Without_a_setting_leaves_everything_in_the_outbox(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        await trial.InviteAsync("eva", "eva@example.org");

        Assert.Equal("mail.not-set-up", (await trial.Door.SendMailAsync(CancellationToken.None)).Refusal?.Code);
        Assert.Equal(new OutboxCounts(1, 0, 0), (await ListAsync(trial)).Counts);
    }

    [Theory]
    [InlineData("a@example.org\r\nBcc: b@example.org", "Hello")]
    [InlineData("a@example.org", "Hello\r\nBcc: b@example.org")]
    public async Task A_line_end_in_a_header_is_never_sent(string recipient, string subject)
    {
        await using var server = new SmtpListener();

        await Assert.ThrowsAnyAsync<Exception>(() => new SmtpTransport(At(server)).SendAsync(
            new OutgoingMail(Guid.Empty, recipient, subject, "Hello"), CancellationToken.None));

        Assert.Empty(server.Taken);
    }

    [Fact]
    public async Task A_server_without_tls_gets_nothing_where_tls_is_asked_for()
    {
        await using var server = new SmtpListener();

        await Assert.ThrowsAsync<System.Net.Mail.SmtpException>(() => new SmtpTransport(At(server) with { WithTls = true }).SendAsync(
            new OutgoingMail(Guid.Empty, "a@example.org", "Hello", "Hello"), CancellationToken.None));

        Assert.Empty(server.Taken);
    }

    private static SmtpServer At(SmtpListener server) =>
        new("127.0.0.1", server.Port, WithTls: false, User: null, Password: null, "trial@example.org");

    private static Task<TrialHost> OpenAsync(Engine engine, IMailTransport transport) =>
        TrialHost.OpenAsync(engine, configure: services => Use(services, transport));

    private static void Use(IServiceCollection services, IMailTransport transport) =>
        services.AddSingleton(transport).AddSingleton<MailDelivery>();

    private static void Drop(IServiceCollection services) => services.AddSingleton<MailDelivery>().AddSingleton<IMailTransport>(provider =>
    {
        var place = Path.GetDirectoryName(provider.GetRequiredService<HostSettings>().Store.Target)!;
        return new FileDrop(new MailFolder(Path.Combine(place, "mail"), "trial@example.org"));
    });

    private static async Task<SentMail> SendAsync(TrialHost trial) => (await trial.Door.SendMailAsync(CancellationToken.None)).Value;

    private static async Task<ListedMail> ListAsync(TrialHost trial) =>
        (await trial.Door.AskAsync<ListMail, ListedMail>(Actor.OperatingSystemUser("test"), new ListMail(), CancellationToken.None)).Value;

    /// <exception cref="InvalidOperationException">No message holds a text.</exception>
    private static async Task<string> TextsAsync(TrialHost trial, string? kind = null)
    {
        await using var connection = await trial.Get<Storage.Engines.IEngine>().OpenAsync(CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT MIN(SealedBody) FROM OutboxMessage" + (kind is null ? string.Empty : $" WHERE Kind = '{kind}'");
        return await command.ExecuteScalarAsync() as string ?? throw new InvalidOperationException("No message holds a text.");
    }

    private static void Pass(TrialHost trial, TimeSpan time) => trial.Clock.MoveTo(trial.Clock.GetUtcNow() + time);

    private sealed class BrokenTransport(Func<OutgoingMail, Task> send) : IMailTransport
    {
        public Task SendAsync(OutgoingMail mail, CancellationToken cancellation) => send(mail);
    }
}
