SELECT
    VisitId,
    ParticipantId,
    Code,
    TargetOn,
    OpensOn,
    ClosesOn
FROM Visit
WHERE VisitId >= @First
    AND VisitId <= @Last
ORDER BY VisitId;
