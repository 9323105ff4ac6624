SELECT
    Turn,
    AccountId,
    CompletedOn,
    Answers,
    EnteredAt
FROM FormEntry
WHERE VisitId = @VisitId
    AND Code = @Code
ORDER BY Turn;
