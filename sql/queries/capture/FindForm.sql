SELECT
    FormId,
    Version,
    CompletedOn
FROM Form
WHERE VisitId = @VisitId
    AND Code = @Code;
