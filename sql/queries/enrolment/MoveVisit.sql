UPDATE Visit
SET
    TargetOn = @TargetOn,
    OpensOn = @OpensOn,
    ClosesOn = @ClosesOn,
    CancelledAt = NULL
WHERE VisitId = @VisitId;
