SELECT
    OutboxMessageId,
    MessageId,
    Recipient,
    Subject,
    SealedBody,
    CreatedAt,
    Attempts
FROM OutboxMessage
WHERE OutboxMessageId = @OutboxMessageId;
