SELECT
    ParticipantId,
    Criterion,
    Answer
FROM EligibilityAnswer
WHERE ParticipantId IN @ParticipantIds
ORDER BY ParticipantId, Criterion;
