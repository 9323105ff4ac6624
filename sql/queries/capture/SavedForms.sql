SELECT
    v.Code AS VisitCode,
    f.Code AS FormCode
FROM Form AS f
INNER JOIN Visit AS v ON v.VisitId = f.VisitId
WHERE f.ParticipantId = @ParticipantId
ORDER BY f.FormId;
