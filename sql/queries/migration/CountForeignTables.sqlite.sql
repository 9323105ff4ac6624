-- A pair: each engine lists its tables in a catalogue of its own.
SELECT COUNT(*)
FROM sqlite_master
WHERE type = 'table'
    AND NOT EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'SchemaJournal');
