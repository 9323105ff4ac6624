SELECT COALESCE(MAX(Instance), 0)
FROM Form
WHERE ParticipantId = @ParticipantId
    AND VisitId IS NULL
    AND Code = @Code;
