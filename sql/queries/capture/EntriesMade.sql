SELECT
    e.Turn,
    e.AccountId,
    a.Name AS EnteredBy,
    e.EnteredAt
FROM FormEntry AS e
INNER JOIN Account AS a ON a.AccountId = e.AccountId
WHERE e.VisitId = @VisitId
    AND e.Code = @Code
    AND e.Round = @Round
ORDER BY e.Turn;
