SELECT
    ApiTokenId,
    AccountId,
    Name,
    NameKey,
    TokenHash,
    Permissions,
    CreatedAt,
    ExpiresAt,
    RevokedAt
FROM ApiToken
WHERE ApiTokenId >= @First
    AND ApiTokenId <= @Last
ORDER BY ApiTokenId;
