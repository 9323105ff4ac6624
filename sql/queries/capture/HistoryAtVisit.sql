SELECT
    a.FormVersion,
    a.Value,
    a.Missing,
    a.Reason,
    c.Name AS SavedBy,
    a.SavedAt,
    f.VoidedAt,
    CASE WHEN f.Mode = 'Link' AND a.FormVersion = (SELECT MIN(e.FormVersion) FROM Answer AS e WHERE e.FormId = f.FormId) THEN 1 ELSE 0 END AS IsByLink
FROM Form AS f
INNER JOIN Answer AS a ON a.FormId = f.FormId
INNER JOIN Account AS c ON c.AccountId = a.AccountId
WHERE f.VisitId = @VisitId
    AND f.Code = @Code
    AND f.Instance = @Instance
    AND a.Item = @Item
ORDER BY a.SavedAt DESC, f.FormId DESC, a.FormVersion DESC;
