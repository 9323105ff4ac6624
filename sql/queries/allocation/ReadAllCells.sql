SELECT
    Cell,
    Counters
FROM SchemeCell
WHERE SchemeId = @SchemeId;
