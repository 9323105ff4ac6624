UPDATE ApiToken
SET RevokedAt = @At
WHERE ApiTokenId = @ApiTokenId
    AND RevokedAt IS NULL;
