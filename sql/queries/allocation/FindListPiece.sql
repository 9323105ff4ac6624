SELECT
    Number,
    FirstTag,
    Content,
    Path
FROM ListPiece
WHERE SchemeId = @SchemeId
    AND FirstTag = (
        SELECT MAX(p.FirstTag)
        FROM ListPiece AS p
        WHERE p.SchemeId = @SchemeId
            AND p.FirstTag <= @Tag);
