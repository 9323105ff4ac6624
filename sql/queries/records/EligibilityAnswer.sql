SELECT
    ParticipantId,
    Criterion,
    Answer
FROM EligibilityAnswer
WHERE ParticipantId >= @First
    AND ParticipantId <= @Last
ORDER BY ParticipantId;
