UPDATE Participant
SET
    EndedOn = NULL,
    EndReason = NULL
WHERE ParticipantId = @ParticipantId;
