-- A pair: each engine lists its triggers in a catalogue of its own.
SELECT
    name AS Name,
    sql AS Definition
FROM sqlite_master
WHERE type = 'trigger';
