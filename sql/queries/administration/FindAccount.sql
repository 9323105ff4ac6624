SELECT
    AccountId,
    Name,
    ExpiresOn,
    SuspendedAt
FROM Account
WHERE NameKey = @NameKey;
