SELECT
    b.CodeBreakId,
    b.PublicId,
    b.Kind,
    b.IsByHand,
    p.Number,
    s.Code AS Site,
    p.SiteId,
    b.Learned,
    b.BrokenOn,
    b.Reason,
    b.RecordedAt,
    a.Name AS RecordedBy,
    i.CodeBreakImpactId,
    i.Impact,
    i.RecordedAt AS AssessedAt,
    ia.Name AS AssessedBy
FROM CodeBreak AS b
INNER JOIN Account AS a ON a.AccountId = b.AccountId
LEFT JOIN Participant AS p ON p.ParticipantId = b.ParticipantId
LEFT JOIN Site AS s ON s.SiteId = p.SiteId
LEFT JOIN CodeBreakImpact AS i ON i.CodeBreakId = b.CodeBreakId
LEFT JOIN Account AS ia ON ia.AccountId = i.AccountId
WHERE b.TrialId = @TrialId
ORDER BY b.RecordedAt, b.CodeBreakId, i.RecordedAt, i.CodeBreakImpactId;
