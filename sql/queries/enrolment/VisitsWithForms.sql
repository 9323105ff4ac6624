SELECT f.VisitId
FROM Form AS f
INNER JOIN Participant AS p ON p.ParticipantId = f.ParticipantId
WHERE p.TrialId = @TrialId
    AND f.VisitId IS NOT NULL
UNION
SELECT e.VisitId
FROM FormEntry AS e
INNER JOIN Participant AS p ON p.ParticipantId = e.ParticipantId
WHERE p.TrialId = @TrialId;
