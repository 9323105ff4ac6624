SELECT
    Recipient,
    SentOn
FROM SafetyReport
WHERE FormId = @FormId
ORDER BY SentOn, SafetyReportId;
