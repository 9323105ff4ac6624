-- A pair: each engine lists its tables in a catalogue of its own.
SELECT COUNT(*)
FROM sys.tables
WHERE name = 'SchemaJournal';
