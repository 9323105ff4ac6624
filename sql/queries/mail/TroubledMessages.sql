SELECT
    Kind,
    Recipient,
    CreatedAt,
    Attempts,
    FailedAt,
    LastError
FROM OutboxMessage
WHERE LastError IS NOT NULL
ORDER BY CreatedAt, OutboxMessageId;
