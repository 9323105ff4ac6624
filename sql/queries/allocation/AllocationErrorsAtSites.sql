SELECT
    e.AllocationErrorId,
    e.PublicId,
    e.ParticipantId,
    p.Number,
    s.Code AS Site,
    e.Kind,
    e.Corrected,
    e.Reason,
    e.RecordedAt,
    e.AccountId,
    a.Name AS RecordedBy,
    d.IsApproved,
    d.Reason AS DecisionReason,
    d.DecidedAt,
    da.Name AS DecidedBy
FROM AllocationError AS e
INNER JOIN Participant AS p ON p.ParticipantId = e.ParticipantId
INNER JOIN Site AS s ON s.SiteId = p.SiteId
INNER JOIN Account AS a ON a.AccountId = e.AccountId
LEFT JOIN AllocationErrorDecision AS d ON d.AllocationErrorId = e.AllocationErrorId
LEFT JOIN Account AS da ON da.AccountId = d.AccountId
WHERE p.TrialId = @TrialId
    AND p.SiteId IN @SiteIds
ORDER BY e.RecordedAt, e.AllocationErrorId;
