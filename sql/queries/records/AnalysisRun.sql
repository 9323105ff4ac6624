SELECT
    AnalysisRunId,
    PublicId,
    TrialId,
    SpecificationSha256,
    ProtocolSha256,
    DataSha256,
    Software,
    RanAt,
    AccountId
FROM AnalysisRun
WHERE AnalysisRunId >= @First
    AND AnalysisRunId <= @Last
ORDER BY AnalysisRunId;
