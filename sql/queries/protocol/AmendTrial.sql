UPDATE Trial
SET
    Title = @Title,
    ProtocolVersion = @Version
WHERE TrialId = @TrialId
    AND ProtocolVersion = @Version - 1;
