UPDATE ApiToken
SET LastUsedAt = @At
WHERE ApiTokenId = @ApiTokenId;
