SELECT
    ApiTokenId,
    Name,
    Permissions,
    CreatedAt,
    ExpiresAt
FROM ApiToken
WHERE AccountId = @AccountId
    AND NameKey = @NameKey
    AND RevokedAt IS NULL;
