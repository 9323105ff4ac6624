SELECT COUNT(*)
FROM RecoveryCode
WHERE AccountId = @AccountId
    AND UsedAt >= @From
    AND UsedAt <= @To;
