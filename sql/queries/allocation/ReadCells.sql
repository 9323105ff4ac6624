SELECT
    Cell,
    Counters
FROM SchemeCell
WHERE SchemeId = @SchemeId
    AND Cell IN @Cells;
