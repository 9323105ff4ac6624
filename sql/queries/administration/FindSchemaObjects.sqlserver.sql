-- A pair: each engine lists its objects in a catalogue of its own.
SELECT
    'trigger' AS Kind,
    t.name AS Name,
    OBJECT_NAME(t.parent_id) AS TableName,
    m.definition AS Definition
FROM sys.triggers AS t
INNER JOIN sys.sql_modules AS m ON m.object_id = t.object_id
WHERE t.is_disabled = 0;
