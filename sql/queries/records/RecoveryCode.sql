SELECT
    RecoveryCodeId,
    AccountId,
    CodeHash,
    UsedAt
FROM RecoveryCode
WHERE AccountId >= @First
    AND AccountId <= @Last
ORDER BY AccountId;
