SELECT DISTINCT ProtocolVersion
FROM Participant
WHERE TrialId = @TrialId;
