SELECT
    f.FormId,
    p.PublicId,
    p.Number,
    s.Code AS Site,
    p.SiteId,
    f.Code AS LogCode,
    f.Instance,
    a.Item,
    a.Value,
    r.SafetyReportId,
    r.Recipient,
    r.SentOn
FROM Form AS f
INNER JOIN Participant AS p ON p.ParticipantId = f.ParticipantId
INNER JOIN Site AS s ON s.SiteId = p.SiteId
INNER JOIN Answer AS a ON a.FormId = f.FormId
LEFT JOIN SafetyReport AS r ON r.FormId = f.FormId
WHERE p.TrialId = @TrialId
    AND p.SiteId IN @SiteIds
    AND f.VisitId IS NULL
    AND f.VoidedAt IS NULL
    AND f.Code IN @Logs
    AND a.Item IN @Items
    AND a.Value IS NOT NULL
    AND NOT EXISTS (
        SELECT 1
        FROM Answer AS newer
        WHERE newer.FormId = a.FormId
            AND newer.Item = a.Item
            AND newer.FormVersion > a.FormVersion)
ORDER BY f.FormId, r.SentOn, r.SafetyReportId;
