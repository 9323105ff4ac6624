SELECT
    RoleGrantId,
    Role,
    TrialId,
    SiteId,
    ExpiresOn,
    Duties
FROM RoleGrant
WHERE AccountId = @AccountId
    AND RevokedAt IS NULL
ORDER BY RoleGrantId;
