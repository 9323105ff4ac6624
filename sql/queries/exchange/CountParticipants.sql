SELECT COUNT(*)
FROM Participant
WHERE TrialId = @TrialId;
