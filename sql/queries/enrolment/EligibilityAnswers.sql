SELECT
    Criterion,
    Answer
FROM EligibilityAnswer
WHERE ParticipantId = @ParticipantId
ORDER BY Criterion;
