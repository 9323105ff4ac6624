UPDATE Participant
SET
    Status = 'Enrolled',
    EnrolledOn = @EnrolledOn
WHERE ParticipantId = @ParticipantId
    AND Status = 'Consented';
