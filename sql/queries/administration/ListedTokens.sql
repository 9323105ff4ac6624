SELECT
    AccountId,
    Name,
    CreatedAt,
    ExpiresAt,
    LastUsedAt
FROM ApiToken
WHERE RevokedAt IS NULL
    AND (ExpiresAt IS NULL OR ExpiresAt > @Now)
ORDER BY ApiTokenId;
