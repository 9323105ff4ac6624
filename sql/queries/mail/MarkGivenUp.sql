UPDATE OutboxMessage
SET LastError = @Error,
    FailedAt = @At,
    SealedBody = NULL
WHERE OutboxMessageId = @OutboxMessageId
    AND SentAt IS NULL;
