SELECT
    a.FormVersion,
    a.Value,
    a.Missing,
    a.Reason,
    c.Name AS SavedBy,
    a.SavedAt,
    f.VoidedAt,
    0 AS IsByLink
FROM Form AS f
INNER JOIN Answer AS a ON a.FormId = f.FormId
INNER JOIN Account AS c ON c.AccountId = a.AccountId
WHERE f.ParticipantId = @ParticipantId
    AND f.VisitId IS NULL
    AND f.Code = @Code
    AND f.Instance = @Instance
    AND a.Item = @Item
ORDER BY a.SavedAt DESC, f.FormId DESC, a.FormVersion DESC;
