SELECT
    v.Code AS VisitCode,
    f.Code AS FormCode,
    f.CompletedOn
FROM Form AS f
INNER JOIN Visit AS v ON v.VisitId = f.VisitId
WHERE f.ParticipantId = @ParticipantId
    AND f.VoidedAt IS NULL
ORDER BY f.FormId;
