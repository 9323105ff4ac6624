UPDATE Invitation
SET ExpiresAt = @At
WHERE AccountId = @AccountId
    AND UsedAt IS NULL
    AND ExpiresAt > @At;
