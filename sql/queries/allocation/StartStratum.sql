INSERT INTO StratumCounter (SchemeId, Stratum, Allocated, Block, Position, BlockSize)
SELECT @SchemeId, @Stratum, 0, 0, 0, 0
WHERE NOT EXISTS (
    SELECT 1
    FROM StratumCounter
    WHERE SchemeId = @SchemeId
        AND Stratum = @Stratum);
