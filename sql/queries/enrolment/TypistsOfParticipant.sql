SELECT DISTINCT a.Name
FROM FormDraft AS d
INNER JOIN Participant AS p ON p.ParticipantId = d.ParticipantId
INNER JOIN Account AS a ON a.AccountId = d.AccountId
INNER JOIN RoleGrant AS g ON g.AccountId = a.AccountId
WHERE d.ParticipantId = @ParticipantId
    AND (g.TrialId IS NULL OR g.TrialId = p.TrialId)
    AND (g.SiteId IS NULL OR g.SiteId = p.SiteId)
    AND g.RevokedAt IS NULL
ORDER BY a.Name;
