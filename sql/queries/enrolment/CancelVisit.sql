UPDATE Visit
SET CancelledAt = @CancelledAt
WHERE VisitId = @VisitId
    AND CancelledAt IS NULL;
