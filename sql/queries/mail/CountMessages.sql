SELECT
    (SELECT COUNT(*) FROM OutboxMessage WHERE SentAt IS NULL AND FailedAt IS NULL) AS Waiting,
    (SELECT COUNT(*) FROM OutboxMessage WHERE SentAt IS NOT NULL) AS Sent,
    (SELECT COUNT(*) FROM OutboxMessage WHERE FailedAt IS NOT NULL) AS Failed;
