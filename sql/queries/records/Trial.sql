SELECT
    TrialId,
    Code,
    CodeKey,
    Title,
    ProtocolVersion,
    CreatedAt
FROM Trial
WHERE TrialId >= @First
    AND TrialId <= @Last
ORDER BY TrialId;
