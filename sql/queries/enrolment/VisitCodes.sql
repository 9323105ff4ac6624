SELECT Code
FROM Visit
WHERE ParticipantId = @ParticipantId;
