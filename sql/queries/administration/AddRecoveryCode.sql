INSERT INTO RecoveryCode (RecoveryCodeId, AccountId, CodeHash)
VALUES (@RecoveryCodeId, @AccountId, @CodeHash);
