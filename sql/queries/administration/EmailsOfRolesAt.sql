SELECT DISTINCT a.Email
FROM RoleGrant AS g
INNER JOIN Account AS a ON a.AccountId = g.AccountId
WHERE g.Role IN @Roles
    AND (g.TrialId IS NULL OR g.TrialId = @TrialId)
    AND (g.SiteId IS NULL OR g.SiteId = @SiteId)
    AND g.RevokedAt IS NULL
    AND (g.ExpiresOn IS NULL OR g.ExpiresOn >= @Today)
    AND a.Email IS NOT NULL
    AND a.SuspendedAt IS NULL
    AND (a.ExpiresOn IS NULL OR a.ExpiresOn >= @Today)
ORDER BY a.Email;
