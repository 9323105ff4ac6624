SELECT
    FormEntryId,
    ParticipantId,
    VisitId,
    Code,
    Turn,
    AccountId,
    CompletedOn,
    Answers,
    EnteredAt
FROM FormEntry
WHERE FormEntryId >= @First
    AND FormEntryId <= @Last
ORDER BY FormEntryId;
