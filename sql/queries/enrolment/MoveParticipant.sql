UPDATE Participant
SET SiteId = @SiteId
WHERE ParticipantId = @ParticipantId;
