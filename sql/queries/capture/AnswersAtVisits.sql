SELECT
    v.Code AS VisitCode,
    f.Code AS FormCode,
    a.Item,
    a.Value
FROM Visit AS v
INNER JOIN Form AS f ON f.VisitId = v.VisitId
INNER JOIN Answer AS a ON a.FormId = f.FormId
WHERE v.ParticipantId = @ParticipantId
    AND v.Code IN @VisitCodes
    AND v.CancelledAt IS NULL
    AND f.Code IN @FormCodes
    AND f.Instance = 1
    AND f.VoidedAt IS NULL
    AND a.Value IS NOT NULL
    AND NOT EXISTS (
        SELECT 1
        FROM Answer AS newer
        WHERE newer.FormId = a.FormId
            AND newer.Item = a.Item
            AND newer.FormVersion > a.FormVersion);
