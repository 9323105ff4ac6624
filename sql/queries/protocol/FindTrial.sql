SELECT
    TrialId,
    Code,
    Title,
    ProtocolVersion
FROM Trial
WHERE CodeKey = @CodeKey;
