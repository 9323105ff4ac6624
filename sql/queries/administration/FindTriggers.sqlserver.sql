-- A pair: each engine lists its triggers in a catalogue of its own.
SELECT
    t.name AS Name,
    m.definition AS Definition
FROM sys.triggers AS t
INNER JOIN sys.sql_modules AS m ON m.object_id = t.object_id
WHERE t.is_disabled = 0;
