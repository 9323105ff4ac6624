SELECT
    FormId,
    Version,
    CompletedOn,
    Mode,
    SavedAt
FROM Form
WHERE ParticipantId = @ParticipantId
    AND VisitId IS NULL
    AND Code = @Code
    AND Instance = @Instance
    AND VoidedAt IS NULL;
