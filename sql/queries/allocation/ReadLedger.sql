SELECT Line
FROM LedgerLine
WHERE SchemeId = @SchemeId
ORDER BY Sequence;
