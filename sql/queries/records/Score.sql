SELECT
    FormId,
    Code,
    FormVersion,
    InstrumentVersion,
    Value,
    ItemsUsed,
    ItemsImputed
FROM Score
WHERE FormId >= @First
    AND FormId <= @Last
ORDER BY FormId;
