SELECT OutboxMessageId
FROM OutboxMessage
WHERE SentAt IS NULL
    AND FailedAt IS NULL
    AND NextAttemptAt <= @Now
ORDER BY NextAttemptAt, OutboxMessageId;
