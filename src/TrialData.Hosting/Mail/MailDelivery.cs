using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TrialData.Application.Administration.Mail;
using TrialData.Application.Pipeline;

namespace TrialData.Hosting.Mail;

/// <param name="NotSent">Attempts that failed; all but those given up are made again later.</param>
public sealed record SentMail(int Sent, int NotSent, int GivenUp);

public sealed record MailNotSetUp()
    : Refusal("mail.not-set-up", $"Nothing says where mail goes: set {HostSettings.MailVariable} to folder:PATH or smtp://user@host:587. What waits stays in the outbox.");

/// <summary>Sends what waits in the outbox, each message at least once.</summary>
/// <remarks>
/// A message is claimed in one transaction, sent, and marked in another. A process killed between the last two sends it again once
/// the claim has run out: the receiver can tell by its Message-ID, and a file drop replaces the file.
/// </remarks>
public sealed class MailDelivery(
    IServiceScopeFactory scopes, IMailTransport transport, ILetterSealer sealer, TimeProvider clock, ILogger<MailDelivery> log)
{
    public const int MostAttempts = 10;
    private const int MostAtOnce = 50;
    private const int MostDoublings = 8;

    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(60);

    // Longer than any attempt can take, so that no two senders hold a message at once.
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(1);

    /// <summary>How long to wait after so many attempts: a minute, doubling to some four hours.</summary>
    public static TimeSpan PauseAfter(int attempts) => FirstPause * (1 << Math.Min(attempts - 1, MostDoublings));

    public async Task<SentMail> SendDueAsync(CancellationToken cancellation)
    {
        var sent = new SentMail(0, 0, 0);
        foreach (var id in (await DueAsync(cancellation)).Take(MostAtOnce))
        {
            var now = clock.GetUtcNow();
            var claimed = await WriteAsync(outbox => outbox.ClaimAsync(id, now, now + Claim, cancellation), cancellation);
            if (claimed is null)
            {
                continue;
            }

            sent = await TryAsync(claimed, cancellation) is not { } error
                ? sent with { Sent = sent.Sent + 1 }
                : claimed.Attempts < MostAttempts
                    ? sent with { NotSent = sent.NotSent + 1 }
                    : sent with { NotSent = sent.NotSent + 1, GivenUp = sent.GivenUp + 1 };
        }

        return sent;
    }

    private async Task<IReadOnlyList<long>> DueAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IOutbox>().DueAsync(clock.GetUtcNow(), cancellation);
    }

    /// <returns>Why it was not sent; null where it was.</returns>
    private async Task<string?> TryAsync(OutboxMessage message, CancellationToken cancellation)
    {
        var error = await WhyNotSentAsync(message, cancellation);
        var now = clock.GetUtcNow();
        await WriteAsync(
            async outbox =>
            {
                await (error switch
                {
                    null => outbox.MarkSentAsync(message.OutboxMessageId, now, cancellation),
                    _ when message.Attempts < MostAttempts =>
                        outbox.MarkNotSentAsync(message.OutboxMessageId, error, now + PauseAfter(message.Attempts), cancellation),
                    _ => outbox.MarkGivenUpAsync(message.OutboxMessageId, error, now, cancellation),
                });
                return true;
            },
            cancellation);
        if (error is not null)
        {
            log.LogInformation("Mail {MessageId} was not sent at attempt {Attempt}", message.MessageId, message.Attempts);
        }

        return error;
    }

    // Whatever keeps one message back, the next ones are tried; the reason is kept with the message.
    private async Task<string?> WhyNotSentAsync(OutboxMessage message, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeLimit);
        try
        {
            if (SealedLetter.BodyTo(message.Recipient, sealer.Unseal(message.SealedBody!)) is not { } body)
            {
                return "It was written to another address than the one that stands in the store now.";
            }

            var mail = new OutgoingMail(message.MessageId, message.Recipient, message.Subject, body);
            await transport.SendAsync(mail, limit.Token).WaitAsync(limit.Token);
            return null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return FormattableString.Invariant($"No answer within {TimeLimit.TotalSeconds} seconds.");
        }
        catch (CryptographicException)
        {
            return "Its text was sealed with another key ring.";
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return fault.InnerException is { } inner ? $"{fault.Message} {inner.Message}" : fault.Message;
        }
    }

    private async Task<T> WriteAsync<T>(Func<IOutbox, Task<T>> write, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var unit = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
        await unit.BeginAsync(cancellation);
        var result = await write(scope.ServiceProvider.GetRequiredService<IOutbox>());
        await unit.CommitAsync(cancellation);
        return result;
    }
}
