SELECT MAX(CompletedOn) AS LastOn
FROM Form
WHERE ParticipantId = @ParticipantId
    AND VisitId IS NOT NULL
    AND VoidedAt IS NULL;
