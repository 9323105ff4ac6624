SELECT Line
FROM LedgerLine
WHERE SchemeId = @SchemeId
    AND Sequence >= @First
    AND Sequence <= @Last
ORDER BY Sequence;
