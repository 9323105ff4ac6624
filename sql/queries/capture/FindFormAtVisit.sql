SELECT
    FormId,
    Version,
    CompletedOn,
    Mode,
    SavedAt
FROM Form
WHERE VisitId = @VisitId
    AND Code = @Code
    AND Instance = @Instance
    AND VoidedAt IS NULL;
