SELECT
    f.ParticipantId AS ParticipantId,
    v.Code AS Visit,
    f.Code AS Form,
    a.Item AS Name,
    a.Value
FROM Form AS f
INNER JOIN Participant AS p ON p.ParticipantId = f.ParticipantId
INNER JOIN Visit AS v ON v.VisitId = f.VisitId
INNER JOIN Answer AS a ON a.FormId = f.FormId
WHERE p.TrialId = @TrialId
    AND f.Code IN @Forms
    AND f.Instance = 1
    AND f.VoidedAt IS NULL
    AND a.Value IS NOT NULL
    AND NOT EXISTS (
        SELECT 1
        FROM Answer AS newer
        WHERE newer.FormId = a.FormId
            AND newer.Item = a.Item
            AND newer.FormVersion > a.FormVersion)
UNION ALL
SELECT
    f.ParticipantId AS ParticipantId,
    v.Code AS Visit,
    f.Code AS Form,
    s.Code AS Name,
    s.Value
FROM Form AS f
INNER JOIN Participant AS p ON p.ParticipantId = f.ParticipantId
INNER JOIN Visit AS v ON v.VisitId = f.VisitId
INNER JOIN Score AS s ON s.FormId = f.FormId
WHERE p.TrialId = @TrialId
    AND f.Code IN @Forms
    AND f.Instance = 1
    AND f.VoidedAt IS NULL
    AND s.FormVersion = f.Version
    AND s.Value IS NOT NULL
ORDER BY ParticipantId;
