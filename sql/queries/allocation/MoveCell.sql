UPDATE SchemeCell
SET Counters = @Counters
WHERE SchemeId = @SchemeId
    AND Cell = @Cell;
