-- A pair: each engine lists its tables in a catalogue of its own.
SELECT COUNT(*)
FROM sys.tables
WHERE is_ms_shipped = 0
    AND NOT EXISTS (SELECT 1 FROM sys.tables WHERE name = 'SchemaJournal');
