SELECT
    Role,
    TrialId,
    SiteId
FROM RoleGrant
WHERE AccountId = @AccountId
ORDER BY RoleGrantId;
