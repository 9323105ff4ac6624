namespace TrialData.Application.Administration.Mail;

/// <param name="MessageId">Stays the same however often the message is tried, so that a receiver can tell a second copy.</param>
/// <param name="SealedBody">The text, readable with the key ring alone.</param>
public sealed record NewMessage(Guid MessageId, string Kind, string Recipient, string Subject, string SealedBody, DateTimeOffset CreatedAt);

/// <param name="SealedBody">Null once the message was sent or given up.</param>
/// <param name="Attempts">How often it was tried, the present attempt included.</param>
public sealed record OutboxMessage(
    long OutboxMessageId, Guid MessageId, string Recipient, string Subject, string? SealedBody, DateTimeOffset CreatedAt, int Attempts);

public sealed record OutboxCounts(long Waiting, long Sent, long Failed);

/// <summary>A message that could not be sent when it was last tried.</summary>
/// <param name="FailedAt">When it was given up; null while it will be tried again.</param>
public sealed record TroubledMessage(string Kind, string Recipient, DateTimeOffset CreatedAt, int Attempts, DateTimeOffset? FailedAt, string LastError);

/// <summary>Mail that was written in the transaction of the work it tells of, and is sent afterwards.</summary>
public interface IOutbox
{
    Task AddAsync(NewMessage message, CancellationToken cancellation);

    /// <summary>The messages that may be tried now, the longest due first.</summary>
    Task<IReadOnlyList<long>> DueAsync(DateTimeOffset now, CancellationToken cancellation);

    /// <summary>Counts an attempt and keeps other senders off the message until it has surely ended; null where another came first.</summary>
    Task<OutboxMessage?> ClaimAsync(long outboxMessageId, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellation);

    /// <summary>Marks a message as sent and wipes its text.</summary>
    Task MarkSentAsync(long outboxMessageId, DateTimeOffset at, CancellationToken cancellation);

    Task MarkNotSentAsync(long outboxMessageId, string error, DateTimeOffset tryAgainAt, CancellationToken cancellation);

    /// <summary>Marks a message as never to be tried again and wipes its text.</summary>
    Task MarkGivenUpAsync(long outboxMessageId, string error, DateTimeOffset at, CancellationToken cancellation);

    Task<OutboxCounts> CountsAsync(CancellationToken cancellation);

    Task<IReadOnlyList<TroubledMessage>> TroubledAsync(CancellationToken cancellation);
}

/// <summary>Keeps the texts of mail unreadable in the database: an invitation lets whoever reads it in.</summary>
public interface ILetterSealer
{
    string Seal(string text);

    string Unseal(string sealedText);
}
