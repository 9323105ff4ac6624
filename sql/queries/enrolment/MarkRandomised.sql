UPDATE Participant
SET Status = 'Randomised'
WHERE ParticipantId = @ParticipantId
    AND Status = 'Enrolled';
