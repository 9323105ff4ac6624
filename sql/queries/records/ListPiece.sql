SELECT
    SchemeId,
    Number,
    FirstTag,
    Content,
    Path
FROM ListPiece
WHERE SchemeId >= @First
    AND SchemeId <= @Last
ORDER BY SchemeId;
