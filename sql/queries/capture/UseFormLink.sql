UPDATE FormLink
SET UsedAt = @At
WHERE FormLinkId = @FormLinkId
    AND UsedAt IS NULL
    AND RevokedAt IS NULL;
