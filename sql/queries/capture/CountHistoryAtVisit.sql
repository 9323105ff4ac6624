SELECT
    a.Item,
    COUNT(*) AS Given
FROM Form AS f
INNER JOIN Answer AS a ON a.FormId = f.FormId
WHERE f.VisitId = @VisitId
    AND f.Code = @Code
    AND f.Instance = @Instance
GROUP BY a.Item;
