UPDATE Participant
SET ProtocolVersion = @Version
WHERE ParticipantId = @ParticipantId;
