SELECT
    AccountId,
    Name,
    NameKey,
    TokenHash,
    CreatedAt,
    ExpiresOn,
    SuspendedAt,
    Email,
    EmailKey
FROM Account
WHERE AccountId >= @First
    AND AccountId <= @Last
ORDER BY AccountId;
