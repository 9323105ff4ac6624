UPDATE Participant
SET DiedOn = @DiedOn
WHERE ParticipantId = @ParticipantId
    AND EndedOn IS NOT NULL
    AND EndReason <> 'Died'
    AND DiedOn IS NULL;
