SELECT
    p.ParticipantId,
    p.Number,
    s.Code AS Site,
    a.Arm,
    p.Status,
    p.ScreenedOn,
    p.ExclusionCriterion,
    p.EndReason,
    w.DataUse,
    (SELECT COUNT(*) FROM EligibilityWaiver AS v WHERE v.ParticipantId = p.ParticipantId) AS Waivers
FROM Participant AS p
LEFT JOIN Allocation AS a ON a.ParticipantId = p.ParticipantId
INNER JOIN Site AS s ON s.SiteId = COALESCE(a.SiteId, p.SiteId)
LEFT JOIN Withdrawal AS w ON w.ParticipantId = p.ParticipantId
    AND w.Kind = 'Consent'
    AND NOT EXISTS (
        SELECT 1
        FROM Withdrawal AS newer
        WHERE newer.ParticipantId = w.ParticipantId
            AND newer.Kind = 'Consent'
            AND (newer.RecordedAt > w.RecordedAt OR (newer.RecordedAt = w.RecordedAt AND newer.WithdrawalId > w.WithdrawalId)))
WHERE p.TrialId = @TrialId
ORDER BY p.ParticipantId;
