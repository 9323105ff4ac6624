SELECT
    SchemeId,
    LastSequence,
    LastHash
FROM LedgerHead
WHERE SchemeId >= @First
    AND SchemeId <= @Last
ORDER BY SchemeId;
