UPDATE FormLink
SET RevokedAt = @At
WHERE FormLinkId = @FormLinkId
    AND ParticipantId = @ParticipantId
    AND UsedAt IS NULL
    AND RevokedAt IS NULL;
