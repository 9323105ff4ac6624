UPDATE OutboxMessage
SET Attempts = Attempts + 1,
    NextAttemptAt = @Until
WHERE OutboxMessageId = @OutboxMessageId
    AND SentAt IS NULL
    AND FailedAt IS NULL
    AND NextAttemptAt <= @Now;
