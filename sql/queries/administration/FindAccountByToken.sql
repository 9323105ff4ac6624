SELECT
    t.ApiTokenId,
    a.AccountId,
    a.Name,
    t.Permissions,
    t.LastUsedAt
FROM ApiToken AS t
INNER JOIN Account AS a ON a.AccountId = t.AccountId
WHERE t.TokenHash = @TokenHash
    AND t.RevokedAt IS NULL
    AND (t.ExpiresAt IS NULL OR t.ExpiresAt > @Now)
    AND a.SuspendedAt IS NULL
    AND (a.ExpiresOn IS NULL OR a.ExpiresOn >= @Today);
