UPDATE StratumCounter
SET Allocated = Allocated
WHERE SchemeId = @SchemeId
    AND Stratum = @Stratum;
SELECT
    Allocated,
    Block,
    Position,
    BlockSize
FROM StratumCounter
WHERE SchemeId = @SchemeId
    AND Stratum = @Stratum;
