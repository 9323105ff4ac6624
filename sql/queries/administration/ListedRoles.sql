SELECT
    g.AccountId,
    g.Role,
    g.TrialId,
    t.Code AS Trial,
    g.SiteId,
    s.Code AS Site,
    g.TrainedOn,
    b.Name AS GrantedBy,
    g.GrantedAt,
    g.ExpiresOn,
    g.Duties
FROM RoleGrant AS g
LEFT JOIN Trial AS t ON t.TrialId = g.TrialId
LEFT JOIN Site AS s ON s.SiteId = g.SiteId
LEFT JOIN Account AS b ON b.AccountId = g.GrantedBy
WHERE g.RevokedAt IS NULL
ORDER BY g.RoleGrantId;
