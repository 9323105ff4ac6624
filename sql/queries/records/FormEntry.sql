SELECT
    FormEntryId,
    ParticipantId,
    VisitId,
    Code,
    Turn,
    AccountId,
    CompletedOn,
    Answers,
    EnteredAt,
    Round
FROM FormEntry
WHERE FormEntryId >= @First
    AND FormEntryId <= @Last
ORDER BY FormEntryId;
