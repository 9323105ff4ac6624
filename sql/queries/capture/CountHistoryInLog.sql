SELECT
    a.Item,
    COUNT(*) AS Given
FROM Form AS f
INNER JOIN Answer AS a ON a.FormId = f.FormId
WHERE f.ParticipantId = @ParticipantId
    AND f.VisitId IS NULL
    AND f.Code = @Code
    AND f.Instance = @Instance
GROUP BY a.Item;
