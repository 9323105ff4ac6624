UPDATE OutboxMessage
SET LastError = @Error,
    NextAttemptAt = @TryAgainAt
WHERE OutboxMessageId = @OutboxMessageId
    AND SentAt IS NULL;
