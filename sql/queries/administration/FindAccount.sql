SELECT
    AccountId,
    Name,
    ExpiresOn,
    SuspendedAt,
    Email
FROM Account
WHERE NameKey = @NameKey;
