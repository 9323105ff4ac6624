SELECT FormLinkId
FROM FormLink
WHERE ParticipantId = @ParticipantId
    AND UsedAt IS NULL
    AND RevokedAt IS NULL
    AND ExpiresAt > @At
ORDER BY FormLinkId;
