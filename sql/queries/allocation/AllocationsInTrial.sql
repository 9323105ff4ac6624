SELECT
    a.ParticipantId,
    p.PublicId,
    p.Number,
    s.Code AS Site,
    a.Arm,
    a.Origin,
    a.Stratum,
    a.AllocatedOn,
    l.Line
FROM Allocation AS a
INNER JOIN Participant AS p ON p.ParticipantId = a.ParticipantId
INNER JOIN Site AS s ON s.SiteId = p.SiteId
LEFT JOIN LedgerLine AS l ON l.ParticipantId = a.ParticipantId
    AND l.Kind IN ('Allocated', 'Manual')
WHERE p.TrialId = @TrialId
ORDER BY p.Number;
