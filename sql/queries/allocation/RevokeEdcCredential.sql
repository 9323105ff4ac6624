UPDATE EdcCredential
SET RevokedAt = @At
WHERE EdcCredentialId = @EdcCredentialId
    AND RevokedAt IS NULL;
