SELECT
    ApiTokenId,
    Name,
    Permissions,
    CreatedAt,
    ExpiresAt
FROM ApiToken
WHERE AccountId = @AccountId
    AND RevokedAt IS NULL
ORDER BY ApiTokenId;
