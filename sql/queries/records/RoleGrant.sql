SELECT
    RoleGrantId,
    AccountId,
    Role,
    TrialId,
    SiteId,
    GrantedAt,
    TrainedOn,
    GrantedBy,
    ExpiresOn,
    RevokedAt,
    Duties
FROM RoleGrant
WHERE RoleGrantId >= @First
    AND RoleGrantId <= @Last
ORDER BY RoleGrantId;
