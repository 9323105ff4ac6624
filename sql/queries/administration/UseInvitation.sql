UPDATE Invitation
SET UsedAt = @At
WHERE TokenHash = @TokenHash
    AND UsedAt IS NULL
    AND ExpiresAt > @At;
