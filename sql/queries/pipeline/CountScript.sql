SELECT COUNT(*)
FROM SchemaJournal
WHERE Script = @Script;
