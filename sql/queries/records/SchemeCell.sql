SELECT
    SchemeId,
    Cell,
    Counters
FROM SchemeCell
WHERE SchemeId >= @First
    AND SchemeId <= @Last
    AND (@Part IS NULL OR Cell = @Part)
ORDER BY
    SchemeId,
    Cell;
