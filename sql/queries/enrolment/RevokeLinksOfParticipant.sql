UPDATE FormLink
SET RevokedAt = @At
WHERE ParticipantId = @ParticipantId
    AND UsedAt IS NULL
    AND RevokedAt IS NULL
    AND ExpiresAt > @At;
