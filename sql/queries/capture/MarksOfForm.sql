SELECT
    FormId,
    FormVersion,
    Kind,
    Reason,
    MarkedAt,
    AccountId
FROM FormMark
WHERE FormId = @FormId
ORDER BY MarkedAt, FormMarkId;
