UPDATE FormDraft
SET
    Content = @Content,
    BaseVersion = @BaseVersion,
    SavedAt = @SavedAt
WHERE AccountId = @AccountId
    AND ParticipantId = @ParticipantId
    AND VisitId IS NULL
    AND Code = @Code
    AND Instance = @Instance;
