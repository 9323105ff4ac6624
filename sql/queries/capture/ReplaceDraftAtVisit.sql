UPDATE FormDraft
SET
    Content = @Content,
    BaseVersion = @BaseVersion,
    SavedAt = @SavedAt
WHERE AccountId = @AccountId
    AND VisitId = @VisitId
    AND Code = @Code
    AND Instance = @Instance;
