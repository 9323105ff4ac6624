SELECT
    Content,
    BaseVersion,
    SavedAt
FROM FormDraft
WHERE AccountId = @AccountId
    AND ParticipantId = @ParticipantId
    AND VisitId IS NULL
    AND Code = @Code
    AND Instance = @Instance;
