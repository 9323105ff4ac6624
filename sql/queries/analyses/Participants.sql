SELECT
    p.ParticipantId,
    p.Number,
    s.Code AS Site,
    a.Arm,
    p.Status,
    p.ScreenedOn,
    p.ExclusionCriterion,
    p.EndReason
FROM Participant AS p
INNER JOIN Site AS s ON s.SiteId = p.SiteId
LEFT JOIN Allocation AS a ON a.ParticipantId = p.ParticipantId
WHERE p.TrialId = @TrialId
ORDER BY p.ParticipantId;
