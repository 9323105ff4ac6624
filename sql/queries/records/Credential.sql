SELECT
    AccountId,
    PasswordHash,
    PasswordSetAt,
    MustChange,
    AuthenticatorKey,
    PendingKey,
    LastStep,
    Failures,
    LockedUntil
FROM Credential
WHERE AccountId >= @First
    AND AccountId <= @Last
ORDER BY AccountId;
