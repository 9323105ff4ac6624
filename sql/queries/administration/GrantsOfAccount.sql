SELECT
    g.Role,
    g.TrialId,
    g.SiteId,
    g.Duties
FROM RoleGrant AS g
INNER JOIN Account AS a ON a.AccountId = g.AccountId
WHERE g.AccountId = @AccountId
    AND g.RevokedAt IS NULL
    AND (g.ExpiresOn IS NULL OR g.ExpiresOn >= @Today)
    AND a.SuspendedAt IS NULL
    AND (a.ExpiresOn IS NULL OR a.ExpiresOn >= @Today)
ORDER BY g.RoleGrantId;
