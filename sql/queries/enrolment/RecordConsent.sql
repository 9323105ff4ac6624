UPDATE Participant
SET
    Status = 'Consented',
    ConsentForm = @ConsentForm,
    ConsentedAt = @ConsentedAt
WHERE ParticipantId = @ParticipantId
    AND Status = 'Screened';
