UPDATE OutboxMessage
SET SentAt = @At,
    SealedBody = NULL,
    LastError = NULL
WHERE OutboxMessageId = @OutboxMessageId;
