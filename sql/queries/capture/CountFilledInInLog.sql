SELECT COUNT(*)
FROM Form
WHERE ParticipantId = @ParticipantId
    AND VisitId IS NULL
    AND Code = @Code
    AND Instance = @Instance;
