INSERT INTO LedgerHead (SchemeId, LastSequence, LastHash)
SELECT @SchemeId, 0, @LastHash
WHERE NOT EXISTS (
    SELECT 1
    FROM LedgerHead
    WHERE SchemeId = @SchemeId);
