SELECT COUNT(*) AS Entries
FROM LedgerLine
WHERE SchemeId = @SchemeId
    AND Kind = 'Allocated';
