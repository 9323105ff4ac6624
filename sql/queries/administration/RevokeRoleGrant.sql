UPDATE RoleGrant
SET RevokedAt = @At
WHERE RoleGrantId = @RoleGrantId
    AND RevokedAt IS NULL;
