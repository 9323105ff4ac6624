SELECT
    v.ParticipantId,
    v.VisitId,
    v.Code,
    v.TargetOn,
    v.OpensOn,
    v.ClosesOn,
    v.CancelledAt
FROM Visit AS v
INNER JOIN Participant AS p ON p.ParticipantId = v.ParticipantId
WHERE p.TrialId = @TrialId
    AND p.EndedOn IS NULL
ORDER BY v.VisitId;
