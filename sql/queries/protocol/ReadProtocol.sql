SELECT Document
FROM ProtocolVersion
WHERE TrialId = @TrialId
    AND Version = @Version;
