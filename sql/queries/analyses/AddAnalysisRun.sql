INSERT INTO AnalysisRun (
    AnalysisRunId, PublicId, TrialId, SpecificationSha256, ProtocolSha256, DataSha256, Software, RanAt, AccountId)
VALUES (
    @AnalysisRunId, @PublicId, @TrialId, @SpecificationSha256, @ProtocolSha256, @DataSha256, @Software, @RanAt, @AccountId);
