SELECT
    l.FormLinkId,
    v.Code AS VisitCode,
    l.Codes,
    a.Name AS IssuedBy,
    l.IssuedAt,
    l.ExpiresAt,
    l.UsedAt,
    l.RevokedAt
FROM FormLink AS l
INNER JOIN Visit AS v ON v.VisitId = l.VisitId
INNER JOIN Account AS a ON a.AccountId = l.IssuedBy
WHERE l.ParticipantId = @ParticipantId
ORDER BY l.FormLinkId;
