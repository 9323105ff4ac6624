-- A pair: each engine lists its objects in a catalogue of its own. What SQLite makes by itself is left out: indexes of constraints
-- have no text, and its tables of statistics and sequences cannot be made by anybody else.
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
