SELECT
    a.Item,
    a.Value,
    a.Missing
FROM Answer AS a
WHERE a.FormId = @FormId
    AND a.FormVersion <= @Version
    AND (a.Value IS NOT NULL OR a.Missing IS NOT NULL)
    AND NOT EXISTS (
        SELECT 1
        FROM Answer AS newer
        WHERE newer.FormId = a.FormId
            AND newer.Item = a.Item
            AND newer.FormVersion > a.FormVersion
            AND newer.FormVersion <= @Version);
