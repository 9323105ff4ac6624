DELETE FROM RecoveryCode
WHERE AccountId = @AccountId;
