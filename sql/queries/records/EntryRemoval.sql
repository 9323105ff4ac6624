SELECT
    EntryRemovalId,
    ParticipantId,
    VisitId,
    Code,
    Round,
    Reason,
    RemovedAt,
    AccountId
FROM EntryRemoval
WHERE EntryRemovalId >= @First
    AND EntryRemovalId <= @Last
ORDER BY EntryRemovalId;
