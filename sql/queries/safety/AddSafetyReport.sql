INSERT INTO SafetyReport (SafetyReportId, FormId, Recipient, SentOn, RecordedAt, AccountId)
VALUES (@SafetyReportId, @FormId, @Recipient, @SentOn, @RecordedAt, @AccountId);
