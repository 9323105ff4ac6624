UPDATE Participant
SET SiteId = SiteId
WHERE ParticipantId = @ParticipantId;
SELECT COUNT(*) AS Awaiting
FROM AllocationError AS e
WHERE e.ParticipantId = @ParticipantId
    AND NOT EXISTS (SELECT 1 FROM AllocationErrorDecision AS d WHERE d.AllocationErrorId = e.AllocationErrorId);
