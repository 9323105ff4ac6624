SELECT
    a.Item,
    acc.Name AS SavedBy,
    a.SavedAt
FROM Answer AS a
INNER JOIN Account AS acc ON acc.AccountId = a.AccountId
WHERE a.FormId = @FormId
    AND a.FormVersion > @Version
    AND NOT EXISTS (
        SELECT 1
        FROM Answer AS newer
        WHERE newer.FormId = a.FormId
            AND newer.Item = a.Item
            AND newer.FormVersion > a.FormVersion)
ORDER BY a.Item;
