SELECT
    Turn,
    AccountId,
    CompletedOn,
    Answers,
    EnteredAt
FROM FormEntry
WHERE VisitId = @VisitId
    AND Code = @Code
    AND Round = @Round
ORDER BY Turn;
