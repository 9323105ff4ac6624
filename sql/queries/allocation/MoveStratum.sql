UPDATE StratumCounter
SET
    Allocated = @Allocated,
    Block = @Block,
    Position = @Position,
    BlockSize = @BlockSize
WHERE SchemeId = @SchemeId
    AND Stratum = @Stratum;
