SELECT
    SchemeId,
    Stratum,
    Allocated,
    Block,
    Position,
    BlockSize
FROM StratumCounter
WHERE SchemeId >= @First
    AND SchemeId <= @Last
    AND (@Part IS NULL OR Stratum = @Part)
ORDER BY
    SchemeId,
    Stratum;
