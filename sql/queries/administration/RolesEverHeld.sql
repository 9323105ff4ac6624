SELECT
    g.Role,
    g.ExpiresOn,
    g.RevokedAt,
    s.SealedAt AS SchemeSealedAt
FROM RoleGrant AS g
LEFT JOIN Scheme AS s ON s.TrialId = @TrialId
WHERE g.AccountId = @AccountId
    AND (g.TrialId = @TrialId OR g.TrialId IS NULL)
ORDER BY g.RoleGrantId;
