UPDATE RoleGrant
SET Duties = @Duties
WHERE RoleGrantId = @RoleGrantId
    AND RevokedAt IS NULL;
