UPDATE Participant
SET SiteId = SiteId
WHERE ParticipantId = @ParticipantId;
SELECT
    ParticipantId,
    Criterion,
    Reason,
    WaivedAt,
    AccountId
FROM EligibilityWaiver
WHERE ParticipantId = @ParticipantId
ORDER BY EligibilityWaiverId;
