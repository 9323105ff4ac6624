INSERT INTO OutboxMessage (OutboxMessageId, MessageId, Kind, Recipient, Subject, SealedBody, CreatedAt, Attempts, NextAttemptAt)
VALUES (@OutboxMessageId, @MessageId, @Kind, @Recipient, @Subject, @SealedBody, @CreatedAt, 0, @CreatedAt);
