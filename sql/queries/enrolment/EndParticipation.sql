UPDATE Participant
SET
    EndedOn = @EndedOn,
    EndReason = @EndReason
WHERE ParticipantId = @ParticipantId
    AND EndedOn IS NULL;
