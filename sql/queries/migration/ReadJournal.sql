SELECT
    Script,
    Sha256
FROM SchemaJournal
ORDER BY Script;
