SELECT
    f.FormId,
    v.Code AS VisitCode,
    v.TargetOn,
    f.Instance,
    f.CompletedOn,
    a.Item,
    a.Value
FROM Form AS f
INNER JOIN Participant AS p ON p.ParticipantId = f.ParticipantId
LEFT JOIN Visit AS v ON v.VisitId = f.VisitId
LEFT JOIN Answer AS a ON a.FormId = f.FormId
    AND a.Value IS NOT NULL
    AND NOT EXISTS (
        SELECT 1
        FROM Answer AS newer
        WHERE newer.FormId = a.FormId
            AND newer.Item = a.Item
            AND newer.FormVersion > a.FormVersion)
WHERE f.ParticipantId = @ParticipantId
    AND f.Code = @FormCode
    AND f.VoidedAt IS NULL
    AND v.CancelledAt IS NULL
    AND p.TrialId = @TrialId
ORDER BY f.FormId;
