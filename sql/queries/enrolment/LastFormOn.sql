SELECT MAX(CompletedOn) AS LastOn
FROM Form
WHERE ParticipantId = @ParticipantId
    AND VoidedAt IS NULL;
