-- A pair: each engine lists its objects in a catalogue of its own.
SELECT
    type AS Kind,
    name AS Name,
    tbl_name AS TableName,
    sql AS Definition
FROM sqlite_master
WHERE NOT (type = 'index' AND sql IS NULL)
    AND NOT (type = 'table' AND name IN ('sqlite_sequence', 'sqlite_stat1', 'sqlite_stat4'))
ORDER BY
    type,
    name;
