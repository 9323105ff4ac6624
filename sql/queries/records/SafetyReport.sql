SELECT
    SafetyReportId,
    FormId,
    Recipient,
    SentOn,
    RecordedAt,
    AccountId
FROM SafetyReport
WHERE SafetyReportId >= @First
    AND SafetyReportId <= @Last
ORDER BY SafetyReportId;
