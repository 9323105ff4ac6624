UPDATE RecoveryCode
SET UsedAt = @At
WHERE AccountId = @AccountId
    AND CodeHash = @CodeHash
    AND UsedAt IS NULL;
