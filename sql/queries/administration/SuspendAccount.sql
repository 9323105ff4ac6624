UPDATE Account
SET SuspendedAt = @At
WHERE AccountId = @AccountId;
