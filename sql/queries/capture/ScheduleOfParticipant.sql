SELECT
    p.ParticipantId,
    p.Number,
    s.Code AS Site,
    p.SiteId,
    p.ProtocolVersion,
    a.Arm,
    p.EndedOn,
    v.VisitId,
    v.Code AS VisitCode,
    v.TargetOn,
    v.OpensOn,
    v.ClosesOn,
    f.Code AS FormCode,
    f.CompletedOn
FROM Participant AS p
INNER JOIN Site AS s ON s.SiteId = p.SiteId
INNER JOIN Visit AS v ON v.ParticipantId = p.ParticipantId
LEFT JOIN Allocation AS a ON a.ParticipantId = p.ParticipantId
LEFT JOIN Form AS f ON f.VisitId = v.VisitId AND f.Instance = 1 AND f.VoidedAt IS NULL
WHERE p.ParticipantId = @ParticipantId
    AND v.CancelledAt IS NULL
ORDER BY v.TargetOn, v.Code;
