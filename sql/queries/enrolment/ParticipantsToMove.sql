SELECT
    p.ParticipantId,
    p.SiteId,
    p.Number,
    p.ProtocolVersion,
    p.EnrolledOn,
    a.Arm,
    a.AllocatedOn
FROM Participant AS p
LEFT JOIN Allocation AS a ON a.ParticipantId = p.ParticipantId
WHERE p.TrialId = @TrialId
    AND p.EndedOn IS NULL
    AND p.Status <> 'Excluded'
ORDER BY p.ParticipantId;
