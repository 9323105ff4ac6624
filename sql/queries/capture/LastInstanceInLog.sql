SELECT MAX(Instance)
FROM Form
WHERE ParticipantId = @ParticipantId
    AND VisitId IS NULL
    AND Code = @Code;
