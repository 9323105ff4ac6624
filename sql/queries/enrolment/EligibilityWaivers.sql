SELECT
    ParticipantId,
    Criterion,
    Reason,
    WaivedAt,
    AccountId
FROM EligibilityWaiver
WHERE ParticipantId IN @ParticipantIds
ORDER BY EligibilityWaiverId;
