UPDATE LedgerHead
SET LastSequence = LastSequence
WHERE SchemeId = @SchemeId;
SELECT
    LastSequence,
    LastHash
FROM LedgerHead
WHERE SchemeId = @SchemeId;
