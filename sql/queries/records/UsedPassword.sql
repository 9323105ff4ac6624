SELECT
    UsedPasswordId,
    AccountId,
    PasswordHash,
    SetAt
FROM UsedPassword
WHERE UsedPasswordId >= @First
    AND UsedPasswordId <= @Last
ORDER BY UsedPasswordId;
