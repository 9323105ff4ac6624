SELECT
    FormId,
    Version
FROM Form
WHERE VisitId = @VisitId
    AND Code = @Code;
