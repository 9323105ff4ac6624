SELECT
    l.FormLinkId,
    l.ParticipantId,
    l.VisitId,
    l.Codes,
    p.PublicId,
    p.TrialId,
    v.Code AS VisitCode,
    l.IssuedBy,
    l.ExpiresAt
FROM FormLink AS l
INNER JOIN Participant AS p ON p.ParticipantId = l.ParticipantId
INNER JOIN Visit AS v ON v.VisitId = l.VisitId
WHERE l.TokenHash = @TokenHash
    AND l.UsedAt IS NULL
    AND l.RevokedAt IS NULL
    AND l.ExpiresAt > @Now
    AND v.CancelledAt IS NULL;
