SELECT
    ParticipantId,
    Criterion,
    Reason,
    WaivedAt,
    AccountId
FROM EligibilityWaiver
WHERE ParticipantId = @ParticipantId
ORDER BY EligibilityWaiverId;
