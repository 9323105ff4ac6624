SELECT
    Code,
    InstrumentVersion,
    Value,
    ItemsUsed,
    ItemsImputed
FROM Score
WHERE FormId = @FormId
    AND FormVersion = @Version
ORDER BY Code;
