SELECT
    VisitId,
    ParticipantId,
    Code,
    TargetOn,
    OpensOn,
    ClosesOn,
    CancelledAt
FROM Visit
WHERE VisitId >= @First
    AND VisitId <= @Last
ORDER BY VisitId;
