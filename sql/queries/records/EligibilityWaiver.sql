SELECT
    EligibilityWaiverId,
    ParticipantId,
    Criterion,
    Reason,
    WaivedAt,
    AccountId
FROM EligibilityWaiver
WHERE EligibilityWaiverId >= @First
    AND EligibilityWaiverId <= @Last
ORDER BY EligibilityWaiverId;
