SELECT COUNT(*)
FROM Account
WHERE AccountId = @AccountId
    AND SuspendedAt IS NULL
    AND (ExpiresOn IS NULL OR ExpiresOn >= @Today);
