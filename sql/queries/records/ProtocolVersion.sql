SELECT
    TrialId,
    Version,
    Sha256,
    Document,
    RecordedAt
FROM ProtocolVersion
WHERE TrialId >= @First
    AND TrialId <= @Last
ORDER BY TrialId;
