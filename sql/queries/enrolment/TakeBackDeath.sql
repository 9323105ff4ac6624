UPDATE Participant
SET DiedOn = NULL
WHERE ParticipantId = @ParticipantId;
